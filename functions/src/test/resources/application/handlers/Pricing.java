package handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;

/** A handler that gets its types from a generic superclass. */
public class Pricing extends PricingBase<List<Usage>> {
  public static class Price {
    public String customer;
    public long cents;
  }

  @Override
  public Price handleRequest(List<Usage> usages, Context context) {
    Price price = new Price();
    price.customer = usages.get(0).getCustomer();
    price.cents = usages.stream().mapToLong(Usage::getUnits).sum() * 10;
    return price;
  }
}

abstract class PricingBase<T> implements RequestHandler<T, Pricing.Price> {}
