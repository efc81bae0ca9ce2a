using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>Buckets in memory.</summary>
internal sealed class FakeDesk : IObjectDesk, IMediaPlace
{
    public const string Secret = "S3cretS3cretS3cret99";

    public List<Bucket> Buckets { get; } = [];

    public IObjectBucket Open()
    {
        var bucket = new Bucket($"s3://backup.example.com:8443/b{Buckets.Count + 1}");
        Buckets.Add(bucket);
        return bucket;
    }

    public void Send(string bucket, string keys, IReadOnlyList<(string Key, byte[] Media)> stripes)
    {
        foreach (var (key, media) in stripes)
        {
            var receiver = Of(bucket, keys).Expected[key];
            for (var at = 0; at < media.Length; at += 50_000) receiver.Append(media.AsSpan(at, Math.Min(50_000, media.Length - at)));
            receiver.Complete();
        }
    }

    public Stream Read(string bucket, string keys, string key)
    {
        var (length, open) = Of(bucket, keys).Offered[key];
        var content = open();
        Assert.Equal(length, content.Length);
        return content;
    }

    private Bucket Of(string url, string keys) => Buckets.Single(bucket => bucket.Url == url && $"{bucket.AccessKey}:{bucket.Secret}" == keys && !bucket.IsClosed);

    internal sealed class Bucket(string url) : IObjectBucket
    {
        public Dictionary<string, IObjectReceiver> Expected { get; } = [];

        public Dictionary<string, (long Length, Func<Stream> Open)> Offered { get; } = [];

        public bool IsClosed { get; private set; }

        public string Url => url;

        public string AccessKey => "AKID0123456789";

        public string Secret => FakeDesk.Secret;

        public string Region => "us-east-1";

        public void Expect(string key, IObjectReceiver receiver) => Expected[key] = receiver;

        public void Offer(string key, long length, Func<Stream> open) => Offered[key] = (length, open);

        public void Dispose() => IsClosed = true;
    }
}
