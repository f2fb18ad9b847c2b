package dev.forebay.storage.files;

import dev.forebay.storage.event.ObjectEvent.Cause;
import dev.forebay.storage.s3.S3Errors;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The store that S3Proxy's handler writes to: its file system store, made durable, with events.
 *
 * <p>Every write goes through the staging folder and the {@link Publisher}. Reads and what concerns
 * buckets are {@link BucketStore}'s.
 */
final class DurableBlobStore extends BucketStore {
  private final Folders folders;
  private final Staging staging;
  private final Uploads uploads;
  private final Publisher publisher;

  DurableBlobStore(
      BlobStore files,
      Folders folders,
      KeyLocks locks,
      Staging staging,
      Uploads uploads,
      Publisher publisher) {
    super(files, folders, locks);
    this.folders = folders;
    this.staging = staging;
    this.uploads = uploads;
    this.publisher = publisher;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    if (ObjectKeys.isOfUpload(request.key())) {
      String container = folders.container(request.bucket(), request.key());
      return delegate().putBlob(request.toBuilder().bucket(container).build(), payload);
    }
    ObjectName name = writable(request.bucket(), request.key(), request.acl());
    UploadBody body = new UploadBody(payload);
    long size = request.contentLength() == null ? 0 : request.contentLength();
    var expected = new Staging.Expected(size, request.contentType(), request.metadata());
    try (StagedFile staged =
        staging.stage(name, Cause.PUT, expected, key -> write(request, body, key))) {
      publisher.publish(
          staged, new Precondition(request.ifMatch(), request.ifNoneMatch()), this::currentEtag);
      return PutObjectResponse.builder().eTag(staged.etag()).build();
    }
  }

  private String write(PutObjectRequest request, UploadBody body, String key) throws IOException {
    PutObjectRequest staged =
        request.toBuilder()
            .bucket(Folders.STAGING)
            .key(key)
            .ifMatch(null)
            .ifNoneMatch(null)
            .build();
    try {
      String etag = delegate().putBlob(staged, body).eTag();
      body.requireLength(request.contentLength());
      return etag;
    } catch (RuntimeException e) {
      throw body.failure() == null ? e : broken(body.failure());
    }
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    ObjectName name =
        writable(request.destinationBucket(), request.destinationKey(), request.acl());
    var copied = new AtomicReference<CopyObjectResponse>();
    try (StagedFile staged =
        staging.stage(name, Cause.COPY, copied(request), key -> copy(request, key, copied::set))) {
      publisher.publish(staged, Precondition.NONE, this::currentEtag);
      return Objects.requireNonNull(copied.get());
    }
  }

  private String copy(CopyObjectRequest request, String key, Consumer<CopyObjectResponse> answer) {
    CopyObjectResponse copied =
        delegate()
            .copyBlob(
                request.toBuilder().destinationBucket(Folders.STAGING).destinationKey(key).build());
    answer.accept(copied);
    return copied.copyObjectResult().eTag();
  }

  /** What the copy will have: what the request says, or what the source has. */
  private Staging.Expected copied(CopyObjectRequest request) {
    HeadObjectResponse source =
        blobMetadata(
            HeadObjectRequest.builder()
                .bucket(request.sourceBucket())
                .key(request.sourceKey())
                .build());
    return request.metadataDirective() == MetadataDirective.REPLACE
        ? new Staging.Expected(source.contentLength(), request.contentType(), request.metadata())
        : new Staging.Expected(source.contentLength(), source.contentType(), source.metadata());
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    writable(request.bucket(), request.key(), request.acl());
    ObjectKeys.problemInParts(request.key())
        .ifPresent(
            problem -> {
              throw S3Errors.invalidArgument(problem);
            });
    String container = Folders.uploads(request.bucket());
    MultipartUpload kept =
        delegate().initiateMultipartUpload(request.toBuilder().bucket(container).build());
    return new MultipartUpload(kept.id(), request, kept.response());
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream payload) {
    folders.requireBucket(upload.containerName());
    UploadBody body = new UploadBody(payload);
    try {
      UploadPartResponse answer =
          delegate().uploadMultipartPart(uploads.kept(upload), request, body);
      body.requireLength(request.contentLength());
      ObjectFile.sync(uploads.part(upload, request.partNumber()));
      return answer;
    } catch (IOException | RuntimeException e) {
      throw body.failure() == null
          ? DiskErrors.of(e, folders.root(), request.contentLength())
          : broken(body.failure());
    }
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    ObjectName name = writable(upload.containerName(), upload.blobName(), null);
    var expected =
        new Staging.Expected(0, upload.request().contentType(), upload.request().metadata());
    try (StagedFile staged =
        staging.stage(
            name, Cause.MULTIPART, expected, key -> uploads.assemble(upload, request, key))) {
      publisher.publish(
          staged, new Precondition(request.ifMatch(), request.ifNoneMatch()), this::currentEtag);
      delegate().abortMultipartUpload(uploads.kept(upload));
      return CompleteMultipartUploadResponse.builder().eTag(staged.etag()).build();
    }
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    folders.requireBucket(upload.containerName());
    delegate().abortMultipartUpload(uploads.kept(upload));
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    folders.requireBucket(upload.containerName());
    return delegate().listMultipartUpload(uploads.kept(upload));
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String bucket) {
    folders.requireBucket(bucket);
    return delegate().listMultipartUploads(Folders.uploads(bucket));
  }

  /** The object's name, where it may be written now; an S3 error otherwise. */
  private ObjectName writable(String bucket, String key, @Nullable ObjectCannedACL acl) {
    folders.requireBucket(bucket);
    refusePublic(acl);
    ObjectKeys.problem(key)
        .ifPresent(
            problem -> {
              throw S3Errors.invalidArgument(problem);
            });
    ObjectName name = new ObjectName(bucket, key);
    folders.file(name);
    publisher.requireReady(name);
    return name;
  }

  private static AwsServiceException broken(@Nullable IOException failure) {
    return failure == null
        ? S3Errors.incompleteBody(null)
        : S3Errors.in(failure).orElseGet(() -> S3Errors.incompleteBody(failure));
  }

  private Optional<String> currentEtag(ObjectName name) {
    return Optional.ofNullable(blobMetadataIfPresent(name.bucket(), name.key()))
        .flatMap(head -> Optional.ofNullable(head.eTag()));
  }
}
