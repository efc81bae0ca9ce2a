using System.Collections.Concurrent;
using Holdfast.Server.ObjectEndpoint.Listening;
using Holdfast.Server.ObjectEndpoint.Uploads;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint;

/// <summary>The open buckets. The port is open while there is one. Thread-safe.</summary>
internal sealed class ObjectDesk : IObjectDesk, IDisposable
{
    private static readonly TimeSpan reaping = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, ObjectBucket> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ObjectBucket> byKey = new();
    private readonly EndpointListener listener;
    private readonly PartRoom room;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly ITimer reaper;

    /// <param name="idle">Uploads that nobody works on for so long are given up.</param>
    internal ObjectDesk(EndpointListener listener, PartRoom room, TimeSpan idle, TimeProvider time, ILogger log)
    {
        (this.listener, this.room, this.time, this.log) = (listener, room, time, log);
        reaper = time.CreateTimer(_ => Reap(idle), null, reaping, reaping);
    }

    internal int Count => byName.Count;

    /// <exception cref="Contracts.Errors.HoldfastException"><see cref="Contracts.Errors.ErrorCode.ObjectEndpointClosed"/>: the port cannot be opened.</exception>
    public IObjectBucket Open()
    {
        var authority = listener.Enter();
        var bucket = new ObjectBucket(new BucketPlace(authority, room, time, log), Closed);
        byName[bucket.Name] = bucket;
        byKey[bucket.AccessKey] = bucket;
        return bucket;
    }

    internal ObjectBucket? OfKey(string accessKey) => byKey.GetValueOrDefault(accessKey);

    internal bool IsOpen(string name) => byName.ContainsKey(name);

    /// <summary>Closes all buckets.</summary>
    public void Dispose()
    {
        reaper.Dispose();
        foreach (var bucket in byName.Values) bucket.Dispose();
    }

    private void Closed(ObjectBucket bucket)
    {
        byKey.TryRemove(bucket.AccessKey, out _);
        byName.TryRemove(bucket.Name, out _);
        listener.Leave();
    }

    private void Reap(TimeSpan idle)
    {
        foreach (var bucket in byName.Values) bucket.Reap(idle);
    }
}
