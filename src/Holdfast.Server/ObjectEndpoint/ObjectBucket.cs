using System.Security.Cryptography;
using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Server.ObjectEndpoint.Requests;
using Holdfast.Server.ObjectEndpoint.Signing;
using Holdfast.Server.ObjectEndpoint.Uploads;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint;

/// <summary>One run's bucket. It takes what is expected, gives what is offered, and knows nothing else; its credential ends with it.</summary>
/// <param name="closed">Called once, before the receivers hear that nothing more will come.</param>
internal sealed class ObjectBucket(BucketPlace place, Action<ObjectBucket> closed) : IObjectBucket, ISigner
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int LongestKey = 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, ExpectedObject> expected = [];
    private readonly Dictionary<string, OfferedObject> offered = [];
    private readonly Dictionary<string, Upload> uploads = [];
    private readonly CancellationTokenSource closing = new();
    private bool isClosed;

    /// <summary>A label of a host's name, for addresses that begin with it.</summary>
    internal string Name { get; } = "b" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    public string Url => $"s3://{place.Authority}/{Name}";

    public string AccessKey { get; } = RandomNumberGenerator.GetString(LettersAndDigits, 20);

    public string Secret { get; } = RandomNumberGenerator.GetString(LettersAndDigits, 40);

    /// <summary>What SQL Server and most clients take where they are told nothing.</summary>
    public string Region => "us-east-1";

    internal CancellationToken Closing => closing.Token;

    /// <summary>Under way, by key.</summary>
    internal IReadOnlyList<Upload> Uploads
    {
        get
        {
            lock (gate) return [.. uploads.Values.Where(upload => upload is { IsDead: false }).OrderBy(upload => upload.Key, StringComparer.Ordinal).ThenBy(upload => upload.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>What can be seen, by key.</summary>
    internal IReadOnlyList<ListedObject> Objects
    {
        get
        {
            lock (gate)
                return [.. expected.Values.Select(item => item.Finished).OfType<FinishedObject>().Select(Listed).Concat(offered.Values.Select(Listed)).OrderBy(item => item.Key, StringComparer.Ordinal)];
        }
    }

    public void Expect(string key, IObjectReceiver receiver)
    {
        lock (gate)
        {
            Check(key);
            if (offered.ContainsKey(key) || expected.TryGetValue(key, out var item) && item.Finished is null) throw new ArgumentException("The bucket has this key already.", nameof(key));
            expected[key] = new ExpectedObject(new ReceiverLine(receiver, place.Log));
        }
    }

    public void Offer(string key, long length, Func<Stream> open)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        lock (gate)
        {
            Check(key);
            if (expected.ContainsKey(key)) throw new ArgumentException("The key is that of an upload.", nameof(key));
            offered[key] = new OfferedObject(key, length, open, RandomNumberGenerator.GetHexString(32, lowercase: true) + "-1", place.Time.GetUtcNow());
        }
    }

    /// <summary>Ends the credential at once. Receivers that have not completed hear that nothing will come; one that is called just now hears it afterwards.</summary>
    public void Dispose()
    {
        List<Upload> dropped;
        List<ExpectedObject> given;
        lock (gate)
        {
            if (isClosed) return;
            isClosed = true;
            (dropped, given) = ([.. uploads.Values], [.. expected.Values]);
        }
        closed(this);
        closing.Cancel();
        foreach (var upload in dropped) upload.Drop(tellsReceiver: false);
        foreach (var item in given) item.Line.Abort();
    }

    /// <exception cref="S3Exception">NoSuchKey.</exception>
    internal ListedObject Find(string key)
    {
        lock (gate)
        {
            if (offered.TryGetValue(key, out var offer)) return Listed(offer);
            return expected.TryGetValue(key, out var item) && item.Finished is { } finished ? Listed(finished) : throw new S3Exception(S3Error.NoSuchKey, "The key does not exist.");
        }
    }

    /// <summary>Null where the object was uploaded: it went to its receiver and is not here.</summary>
    internal OfferedObject? Offered(string key)
    {
        lock (gate) return offered.GetValueOrDefault(key);
    }

    /// <summary>Begins an upload. One that has brought nothing yet makes way: its sender does not know of it.</summary>
    /// <exception cref="S3Exception">AccessDenied: nobody waits for the object. OperationAborted: it comes, or has come, already.</exception>
    internal Upload Begin(string key)
    {
        lock (gate)
        {
            if (isClosed || !expected.TryGetValue(key, out var item)) throw new S3Exception(S3Error.AccessDenied, "No object of this name is expected.");
            if (item.Finished is not null || item.Upload is { HasBegun: true } or { IsDead: true })
                throw new S3Exception(S3Error.OperationAborted, "The object was uploaded already, or is being uploaded.");
            if (item.Upload is { } earlier)
            {
                earlier.Drop(tellsReceiver: false);
                uploads.Remove(earlier.Id);
            }
            var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
            return uploads[id] = item.Upload = new Upload(id, key, item.Line, place.Room, place.Time);
        }
    }

    /// <exception cref="S3Exception">NoSuchUpload.</exception>
    internal Upload Upload(string id, string key)
    {
        lock (gate)
            return uploads.TryGetValue(id, out var upload) && upload.Key == key ? upload
                : throw new S3Exception(S3Error.NoSuchUpload, "The upload does not exist; it may have been completed, aborted, or given up.");
    }

    /// <summary>Completes when the receiver has.</summary>
    /// <exception cref="S3Exception">The list is wrong, or the receiver failed.</exception>
    internal async Task<FinishedObject> Finish(Upload upload, IReadOnlyList<ListedPart> parts, string? tag = null)
    {
        var finished = await upload.Complete(parts);
        if (tag is not null) finished = finished with { Tag = tag };
        lock (gate)
            if (expected.TryGetValue(upload.Key, out var item) && item.Upload == upload) item.Finished = finished;
        return finished;
    }

    /// <summary>A whole object at once. The same again, because the answer was lost, changes nothing.</summary>
    /// <exception cref="S3Exception">Nobody waits for it, or the receiver failed.</exception>
    internal async Task<FinishedObject> Put(string key, ReceivedBody body)
    {
        lock (gate)
            if (expected.TryGetValue(key, out var item) && item.Finished is { } finished && finished.Tag == body.Tag)
            {
                body.Content.Dispose();
                return finished;
            }
        Upload upload;
        try
        {
            upload = Begin(key);
        }
        catch
        {
            body.Content.Dispose();
            throw;
        }
        using var visit = upload.Enter();
        await upload.Take(1, body);
        return await Finish(upload, [new ListedPart(1, body.Tag)], body.Tag);
    }

    /// <summary>The object will not come: its receiver hears it, and nobody waits for it any more.</summary>
    internal void GiveUp(Upload upload)
    {
        lock (gate)
        {
            uploads.Remove(upload.Id);
            if (expected.TryGetValue(upload.Key, out var item) && item.Upload == upload) expected.Remove(upload.Key);
        }
        upload.Drop(tellsReceiver: true);
    }

    /// <summary>Gives up what nobody has worked on for so long.</summary>
    internal void Reap(TimeSpan patience)
    {
        foreach (var upload in Uploads.Where(upload => upload.IsIdle(patience)))
        {
            place.Log.LogWarning("The upload of {Key} to bucket {Bucket} was given up: nothing came for {Hours} hours.", upload.Key, Name, patience.TotalHours);
            GiveUp(upload);
        }
    }

    private void Check(string key)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        if (key.Length is 0 or > LongestKey || key.Any(char.IsControl)) throw new ArgumentException("A key has 1 to 1024 characters, none of them a control.", nameof(key));
    }

    private static ListedObject Listed(FinishedObject item) => new(item.Key, item.Length, item.Tag, item.Time);

    private static ListedObject Listed(OfferedObject item) => new(item.Key, item.Length, item.Tag, item.Time);
}
