package handlers;

/** A bean. */
public class Usage {
  private String customer;
  private long units;

  public String getCustomer() {
    return customer;
  }

  public void setCustomer(String customer) {
    this.customer = customer;
  }

  public long getUnits() {
    return units;
  }

  public void setUnits(long units) {
    this.units = units;
  }
}
