using Amazon.S3;
using Holdfast.Server.ObjectEndpoint;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>An endpoint with one bucket, and an upload in parts that a client has begun there; nothing of it has come.</summary>
internal sealed class BegunUpload : IAsyncDisposable
{
    internal const string Key = "full.bak";

    private BegunUpload(EndpointSite site)
    {
        (Site, Bucket) = (site, site.Open());
        Client = site.Client(Bucket);
        Bucket.Expect(Key, Receiver);
    }

    internal EndpointSite Site { get; }

    internal ObjectBucket Bucket { get; }

    internal AmazonS3Client Client { get; }

    internal CollectingReceiver Receiver { get; } = new();

    internal string Id { get; private set; } = "";

    internal static async Task<BegunUpload> Begin(EndpointLimits? limits = null)
    {
        var begun = new BegunUpload(new EndpointSite(limits: limits));
        begun.Id = (await begun.Client.InitiateMultipartUploadAsync(begun.Bucket.Name, Key, TestContext.Current.CancellationToken)).UploadId;
        return begun;
    }

    internal void Deconstruct(out EndpointSite site, out ObjectBucket bucket, out AmazonS3Client client, out CollectingReceiver receiver, out string id) =>
        (site, bucket, client, receiver, id) = (Site, Bucket, Client, Receiver, Id);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Bucket.Dispose();
        await Site.DisposeAsync();
    }
}
