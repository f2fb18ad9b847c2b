package dev.forebay.data.read;

import dev.forebay.data.plan.Link;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.Resource.Embedded;
import dev.forebay.data.plan.Resource.Value;
import dev.forebay.data.plan.Source;
import dev.forebay.data.plan.Where;
import dev.forebay.data.row.EmbedFormat;
import dev.forebay.data.row.ResourceFormat;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource made ready to be read: what SQL selects of it, and how the rows are written and
 * linked.
 */
public final class Level {
  private final Resource resource;
  private final @Nullable LinkColumns own;
  private final @Nullable Link via;
  private final List<EmbedLevel> embeds = new ArrayList<>();
  private @Nullable ResourceFormat format;

  /** An embed of the level. */
  record EmbedLevel(Embedded embed, LinkColumns from, Level level, EmbedFormat format) {}

  private Level(Resource resource, @Nullable LinkColumns own, @Nullable Link via) {
    this.resource = resource;
    this.own = own;
    this.via = via;
    for (Embedded embed : resource.embeds()) {
      LinkColumns from = LinkColumns.of(resource.table(), embed.link().from());
      Level level = of(resource.table(), embed);
      embeds.add(new EmbedLevel(embed, from, level, new EmbedFormat(embed)));
    }
  }

  /** The level of a whole request. */
  public static Level root(Resource resource) {
    return new Level(resource, null, null);
  }

  private static Level of(Table near, Embedded embed) {
    Link link = embed.link();
    Resource resource = embed.resource();
    Link.Junction junction = link.junction();
    return junction == null
        ? new Level(resource, LinkColumns.of(resource.table(), link.to()), null)
        : new Level(resource, LinkColumns.between(near, link.from(), junction.near()), link);
  }

  public Resource resource() {
    return resource;
  }

  /** Where the rows' own side of the link is; null of the root. */
  @Nullable LinkColumns own() {
    return own;
  }

  /** The link with a junction that leads here, or null. */
  @Nullable Link via() {
    return via;
  }

  public List<EmbedLevel> embeds() {
    return embeds;
  }

  /** What to select: the values, the keys of the embeds, the row's own key. */
  public List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    resource.fields().stream().map(Value::output).forEach(outputs::add);
    embeds.forEach(embed -> outputs.addAll(embed.from().outputs()));
    if (own != null) {
      outputs.addAll(own.outputs());
    }
    return outputs;
  }

  /** The rows' own side of the link. */
  public List<Source> link() {
    return own == null ? List.of() : own.compared();
  }

  /** Made when it is first asked for: a hit of whole rows needs none. One thread. */
  public ResourceFormat format() {
    ResourceFormat made = format;
    if (made == null) {
      made = new ResourceFormat(resource);
      format = made;
    }
    return made;
  }

  /** Whether there may be rows, here or embedded, that are hidden from the client. */
  public boolean hidesRows() {
    return !resource.visible().equals(Where.EVERYTHING)
        || embeds.stream().anyMatch(embed -> embed.level().hidesRows());
  }

  /** Whether its rows can be made of whole rows of the table. */
  boolean fromWholeRows() {
    return resource.plain()
        && (embeds.isEmpty() || embeds.stream().allMatch(e -> e.from().readableWhole()));
  }
}
