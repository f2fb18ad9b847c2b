package dev.forebay.storage.files;

import dev.forebay.storage.s3.S3Errors;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Multipart uploads that go on: S3Proxy's files of their parts and metadata, in a container beside
 * the bucket, so that a bucket's folder holds objects only.
 */
final class Uploads {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  /** S3Proxy writes each file under its name with one more UUID, and renames it. */
  private static final Pattern TEMPORARY =
      Pattern.compile("(.*-(\\d+|stub)|\\.s3proxy-mpu-stub-" + UUID + ")-" + UUID);

  private final Folders folders;
  private final BlobStore files;

  Uploads(Folders folders, BlobStore files) {
    this.folders = folders;
    this.files = files;
  }

  /** The upload where it is kept. */
  MultipartUpload kept(MultipartUpload upload) {
    return in(upload, Folders.uploads(upload.containerName()), upload.blobName());
  }

  /** The file of an uploaded part. */
  Path part(MultipartUpload upload, int number) {
    String name = AbstractNio2BlobStore.multipartPartName(upload.id(), upload.blobName(), number);
    return folders.root().resolve(Folders.uploads(upload.containerName())).resolve(name);
  }

  /**
   * Joins the parts to a staged version; its ETag. The parts get second names in the staging
   * folder, which S3Proxy takes for the upload's: so they are still there if this comes to nothing.
   */
  String assemble(MultipartUpload upload, CompleteMultipartUploadRequest request, String version)
      throws IOException {
    MultipartUpload staged = in(upload, Folders.STAGING, version);
    try {
      for (CompletedPart part : request.multipartUpload().parts()) {
        link(upload, part.partNumber(), version);
      }
      return files
          .completeMultipartUpload(
              staged,
              request.toBuilder().bucket(Folders.STAGING).key(version).ifNoneMatch(null).build())
          .eTag();
    } finally {
      files.abortMultipartUpload(staged);
    }
  }

  /** Removes the temporary files of parts whose upload a dead process broke off. */
  void removeTemporaries() throws IOException {
    for (String bucket : folders.bucketNames()) {
      Files.walkFileTree(
          folders.root().resolve(Folders.uploads(bucket)),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (TEMPORARY.matcher(file.getFileName().toString()).matches()) {
                Files.deleteIfExists(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }

  private void link(MultipartUpload upload, int number, String version) throws IOException {
    String name = AbstractNio2BlobStore.multipartPartName(upload.id(), version, number);
    try {
      Files.createLink(folders.staging().resolve(name), part(upload, number));
    } catch (NoSuchFileException e) {
      throw S3Errors.of(400, "InvalidPart", "Part " + number + " was not uploaded.", e);
    }
  }

  private static MultipartUpload in(MultipartUpload upload, String container, String key) {
    return new MultipartUpload(
        upload.id(),
        upload.request().toBuilder().bucket(container).key(key).build(),
        upload.response());
  }
}
