package dev.forebay.server;

import dev.forebay.aws.AwsService;
import dev.forebay.parts.Part;
import java.util.List;

/** AWS's services that stand on several parts, or on none. */
record AwsPart(List<AwsService> awsServices) implements Part {}
