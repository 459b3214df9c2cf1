using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>Blobs in Azure Storage. What makes a client for a blob or container asks nothing.</summary>
internal static class AzureBlobRoundTrips
{
    public static readonly RoundTripLibrary Library = new("Azure Storage", TypeNames.Blobs.AzureContainer)
    {
        Writes(TypeNames.Blobs.AzureBlob, Blob, AndAsync("OpenWrite", "Upload")),
        Reads(TypeNames.Blobs.AzureBlobBase, Blob, One, AndAsync("Download", "DownloadContent", "DownloadStreaming", "DownloadTo", "OpenRead")),
        Reads(TypeNames.Blobs.AzureBlobBase, Blob, Scalar, AndAsync("Exists", "GetProperties", "GetTags")),
        Writes(TypeNames.Blobs.AzureBlobBase, Blob, AndAsync("Delete", "DeleteIfExists")).InBatch("BlobBatchClient.DeleteBlobsAsync(uris)"),
        Writes(
            TypeNames.Blobs.AzureBlobBase,
            Blob,
            AndAsync("CreateSnapshot", "SetAccessTier", "SetHttpHeaders", "SetMetadata", "SetTags", "StartCopyFromUri", "SyncCopyFromUri", "Undelete")),
        Writes(TypeNames.Blobs.AzureBlockBlob, Blob, AndAsync("CommitBlockList", "OpenWrite", "StageBlock", "SyncUploadFromUri", "Upload")),
        Reads(TypeNames.Blobs.AzureBlockBlob, Blob, Many, AndAsync("GetBlockList")),
        Writes(TypeNames.Blobs.AzureAppendBlob, Blob, AndAsync("AppendBlock", "Create", "CreateIfNotExists", "OpenWrite")),
        Reads(TypeNames.Blobs.AzureContainer, Blob, Scalar, AndAsync("Exists", "GetProperties")),
        Writes(
            TypeNames.Blobs.AzureContainer,
            Blob,
            AndAsync("Create", "CreateIfNotExists", "Delete", "DeleteBlob", "DeleteBlobIfExists", "DeleteIfExists", "SetMetadata", "UploadBlob")),
    };
}

/// <summary>Amazon S3. Signing a URL needs no request.</summary>
internal static class AmazonS3RoundTrips
{
    public static readonly RoundTripLibrary Library = new("S3", TypeNames.Blobs.AmazonS3)
    {
        Writes(TypeNames.Blobs.AmazonS3, Blob, "DeleteObjectAsync").InBatch("DeleteObjectsAsync(keys)"),
        Writes(TypeNames.Blobs.AmazonS3, Blob, "CopyObjectAsync", "DeleteObjectsAsync", "PutObjectAsync", "UploadPartAsync"),
        Reads(TypeNames.Blobs.AmazonS3, Blob, One, "*Async").Except("GetPreSignedURLAsync", "CreatePresignedPostAsync"),
    };
}
