package dev.forebay.storage.files;

import dev.forebay.storage.s3.S3Errors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The buckets of forebay.yaml over S3Proxy's file system store, and nothing else of the disk. */
abstract class BucketStore extends ForwardingBlobStore {
  private static final int READ_ATTEMPTS = 10;
  private static final String FROM_YAML =
      "Buckets come from the section buckets of forebay.yaml; clients cannot make or delete them.";

  private final Folders folders;
  private final KeyLocks locks;

  BucketStore(BlobStore files, Folders folders, KeyLocks locks) {
    super(files);
    this.folders = folders;
    this.locks = locks;
  }

  @Override
  public ListBucketsResponse list() {
    Set<String> names = folders.bucketNames();
    return ListBucketsResponse.builder()
        .buckets(
            delegate().list().buckets().stream().filter(b -> names.contains(b.name())).toList())
        .build();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    folders.requireBucket(request.bucket());
    return delegate().headBucket(request);
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    if (folders.bucketNames().contains(request.bucket())) {
      throw S3Exceptions.bucketAlreadyOwnedByYou(request.bucket());
    }
    throw S3Errors.accessDenied(FROM_YAML);
  }

  @Override
  public void deleteBucket(String bucket) {
    folders.requireBucket(bucket);
    throw S3Errors.accessDenied(FROM_YAML);
  }

  @Override
  public void deleteContainer(String bucket) {
    throw S3Errors.accessDenied(FROM_YAML);
  }

  @Override
  public void clearContainer(ListObjectsV2Request request) {
    throw S3Errors.accessDenied(FROM_YAML);
  }

  @Override
  public BucketCannedACL getContainerAccess(String bucket) {
    folders.requireBucket(bucket);
    return BucketCannedACL.PRIVATE;
  }

  @Override
  public GetBucketAclResponse getContainerAcl(GetBucketAclRequest request) {
    return SdkResponses.bucketAcl(getContainerAccess(request.bucket()));
  }

  @Override
  public void setContainerAccess(String bucket, BucketCannedACL access) {
    folders.requireBucket(bucket);
    if (access != BucketCannedACL.PRIVATE) {
      throw noPublicAccess();
    }
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key) {
    if (!blobExists(bucket, key)) {
      throw S3Exceptions.noSuchKey(bucket, key, "");
    }
    return ObjectCannedACL.PRIVATE;
  }

  @Override
  public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
    return SdkResponses.objectAcl(getBlobAccess(request.bucket(), request.key()));
  }

  @Override
  public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
    getBlobAccess(bucket, key);
    refusePublic(access);
  }

  /** S3's AccessDenied where an object should be readable without a key. */
  static void refusePublic(@Nullable ObjectCannedACL access) {
    if (access != null && access != ObjectCannedACL.PRIVATE) {
      throw noPublicAccess();
    }
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    folders.requireBucket(request.bucket());
    String prefix = request.prefix() == null ? "" : request.prefix();
    return ObjectKeys.canBegin(prefix)
        ? delegate().list(request)
        : ListObjectsV2Response.builder().isTruncated(false).build();
  }

  @Override
  public boolean blobExists(String bucket, String key) {
    return blobMetadataIfPresent(bucket, key) != null;
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    String container = readable(request.bucket(), request.key());
    return undisturbed(
        container,
        request.key(),
        () -> delegate().blobMetadata(request.toBuilder().bucket(container).build()),
        head -> {});
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    String container = readable(request.bucket(), request.key());
    return undisturbed(
        container,
        request.key(),
        () -> delegate().getBlob(request.toBuilder().bucket(container).build()),
        ResponseInputStream::abort);
  }

  /**
   * S3Proxy reads an object's attributes and bytes by its path, one after the other, and another
   * version may take the path in between. A version's name never comes back: so what was read
   * between two looks that saw the same one is all of that version.
   */
  private <T> T undisturbed(String container, String key, Supplier<T> read, Consumer<T> discard) {
    Path file = folders.file(new ObjectName(container, key));
    try {
      for (int i = 0; i < READ_ATTEMPTS; i++) {
        Optional<String> before = ObjectFile.version(file);
        T answer = read.get();
        if (ObjectFile.version(file).equals(before)) {
          return answer;
        }
        discard.accept(answer);
      }
    } catch (IOException e) {
      throw DiskErrors.of(e, folders.root(), 0);
    }
    throw S3Errors.unavailable("The object is being replaced all the time.", null);
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    remove(request).ifPresent(this::sync);
    return DeleteObjectResponse.builder().build();
  }

  @Override
  public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
    List<DeletedObject> deleted = new ArrayList<>();
    List<S3Error> errors = new ArrayList<>();
    Set<Path> changed = new LinkedHashSet<>();
    for (ObjectIdentifier object : request.delete().objects()) {
      try {
        remove(DeleteObjectRequest.builder().bucket(request.bucket()).key(object.key()).build())
            .ifPresent(changed::add);
        deleted.add(DeletedObject.builder().key(object.key()).build());
      } catch (AwsServiceException e) {
        errors.add(error(object, e));
      }
    }
    changed.forEach(this::sync);
    return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
  }

  /** The folder that has to be synced, if there was such an object. */
  private Optional<Path> remove(DeleteObjectRequest request) {
    String container = folders.container(request.bucket(), request.key());
    if (!isFit(request.key())) {
      return Optional.empty();
    }
    ObjectName name = new ObjectName(container, request.key());
    try (var held = locks.hold(name)) {
      delegate().removeBlob(request.toBuilder().bucket(container).build());
      return Optional.ofNullable(folders.file(name).getParent());
    }
  }

  private void sync(Path folder) {
    try {
      ObjectFile.syncFolder(folder);
    } catch (IOException e) {
      throw DiskErrors.of(e, folders.root(), 0);
    }
  }

  private String readable(String bucket, String key) {
    String container = folders.container(bucket, key);
    if (!isFit(key)) {
      throw S3Exceptions.noSuchKey(bucket, key, "");
    }
    return container;
  }

  private static boolean isFit(String key) {
    return ObjectKeys.isOfUpload(key) || ObjectKeys.problem(key).isEmpty();
  }

  private static S3Error error(ObjectIdentifier object, AwsServiceException e) {
    return S3Error.builder()
        .key(object.key())
        .code(S3Exceptions.errorCode(e))
        .message(e.awsErrorDetails().errorMessage())
        .build();
  }

  private static AwsServiceException noPublicAccess() {
    return S3Errors.accessDenied("Objects cannot be made public: every request must be signed.");
  }
}
