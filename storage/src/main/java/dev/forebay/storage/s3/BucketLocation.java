package dev.forebay.storage.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;

/**
 * S3's GetBucketLocation, which S3Proxy answers for every bucket, there or not, and without the
 * region. Source: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html">
 * GetBucketLocation</a>.
 *
 * @param store whose buckets there are
 * @param region where they are
 */
record BucketLocation(BlobStore store, String region) {
  /** The region that S3 has no name for, for reasons of its history. */
  private static final String NAMELESS = "us-east-1";

  static boolean isAskedBy(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && request.getParameter("location") != null
        && request.getRequestURI().matches("/[^/]+/?");
  }

  /** Answers with the region; S3's NoSuchBucket where there is no such bucket. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = request.getRequestURI().replace("/", "");
    String bucket = URLDecoder.decode(name, StandardCharsets.UTF_8);
    store.headBucket(HeadBucketRequest.builder().bucket(bucket).build());
    String document =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">%s</LocationConstraint>
        """
            .formatted(region.equals(NAMELESS) ? "" : region);
    response.setContentType("application/xml;charset=utf-8");
    response.getOutputStream().write(document.getBytes(StandardCharsets.UTF_8));
  }
}
