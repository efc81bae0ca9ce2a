using System.Security.Cryptography;
using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>
/// One upload in parts. Parts come in any order and side by side; they go to the receiver in the order of their numbers, each when it is whole and verified and all before it are
/// on their way. A part that is next is answered when the receiver has taken it, so that a slow store slows the sender down. Thread-safe.
/// </summary>
internal sealed class Upload(string id, string key, ReceiverLine line, PartRoom room, TimeProvider time)
{
    internal const int MostParts = 10_000;

    private readonly Lock gate = new();
    private readonly SortedDictionary<int, UploadedPart> parts = [];
    private readonly DateTimeOffset begun = time.GetUtcNow();
    private int next = 1, active;
    private long touched = time.GetTimestamp();
    private bool isDead;
    private IReadOnlyList<ListedPart>? listed;
    private Task<FinishedObject>? finishing;

    internal string Id => id;

    internal string Key => key;

    internal DateTimeOffset Begun => begun;

    /// <summary>Whether the receiver has been given bytes: then no other upload can take this one's place.</summary>
    internal bool HasBegun
    {
        get
        {
            lock (gate) return next > 1 || finishing is not null;
        }
    }

    internal bool IsDead
    {
        get
        {
            lock (gate) return isDead;
        }
    }

    /// <summary>Whether parts can come.</summary>
    internal bool IsOpen
    {
        get
        {
            lock (gate) return !isDead && finishing is null;
        }
    }

    internal IReadOnlyList<UploadedPart> Parts
    {
        get
        {
            lock (gate) return [.. parts.Values];
        }
    }

    /// <summary>Whether nobody has done anything with it for so long.</summary>
    internal bool IsIdle(TimeSpan patience)
    {
        lock (gate) return active == 0 && finishing is null && time.GetElapsedTime(touched) >= patience;
    }

    /// <summary>Notes that somebody works on it, until it is disposed.</summary>
    internal IDisposable Enter()
    {
        lock (gate) active++;
        return new Visit(this);
    }

    /// <summary>Takes a part over.</summary>
    /// <exception cref="S3Exception">Gone, or no room.</exception>
    internal async Task Take(int number, ReceivedBody body)
    {
        Task<Exception?>? handed;
        try
        {
            if (!TryAdd(number, body.Tag, body.Content, onlyInTurn: true, out handed)) TryAdd(number, body.Tag, room.Keep(body.Content), onlyInTurn: false, out handed);
        }
        catch
        {
            body.Content.Dispose();
            throw;
        }
        if (handed is not null && await handed is { } failure) throw Failed(failure);
    }

    /// <summary>All parts have come: the receiver gets what it has not yet, and then completes.</summary>
    /// <returns>The same again to whoever asks again.</returns>
    /// <exception cref="S3Exception">The list is not that of the parts.</exception>
    internal Task<FinishedObject> Complete(IReadOnlyList<ListedPart> list)
    {
        lock (gate)
        {
            if (finishing is not null) return listed!.SequenceEqual(list) ? finishing : throw Gone();
            if (isDead) throw Gone();
            var chosen = Chosen(list);
            listed = list;
            var steps = new List<Task<Exception?>>();
            foreach (var part in chosen) steps.Add(part.HandedOver ??= line.Append(part.Content));
            foreach (var part in parts.Values.Where(part => part.HandedOver is null)) part.Content.Dispose();
            steps.Add(line.Complete());
            return finishing = Finish(chosen, steps);
        }
    }

    /// <summary>Forgets what waits; nothing is taken any more.</summary>
    /// <param name="tellsReceiver">False where another upload takes its place.</param>
    internal void Drop(bool tellsReceiver)
    {
        lock (gate)
        {
            if (isDead || finishing is not null) return;
            isDead = true;
            foreach (var part in parts.Values.Where(part => part.HandedOver is null)) part.Content.Dispose();
        }
        if (tellsReceiver) line.Abort();
    }

    // False where it is not the part's turn; then nothing was done.
    private bool TryAdd(int number, string tag, IPartContent content, bool onlyInTurn, out Task<Exception?>? handed)
    {
        lock (gate)
        {
            handed = null;
            if (isDead || finishing is not null)
            {
                content.Dispose();
                throw Gone();
            }
            if (parts.TryGetValue(number, out var earlier) && earlier.HandedOver is not null)
            {
                content.Dispose();
                // Sent again because the answer was lost: its bytes are where they belong. Others cannot take their place any more.
                handed = earlier.Tag == tag ? earlier.HandedOver : throw new S3Exception(S3Error.OperationAborted, "The part was taken with another content before.");
                return true;
            }
            if (onlyInTurn && number != next) return false;
            earlier?.Content.Dispose();
            var part = new UploadedPart(number, tag, content, time.GetUtcNow());
            parts[number] = part;
            while (parts.TryGetValue(next, out var ready))
            {
                ready.HandedOver = line.Append(ready.Content);
                next++;
            }
            handed = part.HandedOver;
            return true;
        }
    }

    private List<UploadedPart> Chosen(IReadOnlyList<ListedPart> list)
    {
        var chosen = new List<UploadedPart>(list.Count);
        foreach (var item in list)
        {
            if (chosen.Count > 0 && item.Number <= chosen[^1].Number) throw new S3Exception(S3Error.InvalidPartOrder, "The list of parts was not in ascending order.");
            if (!parts.TryGetValue(item.Number, out var part) || part.Tag != item.Tag) throw new S3Exception(S3Error.InvalidPart, $"Part {item.Number} was not uploaded, or is another one.");
            chosen.Add(part);
        }
        // What was handed over is a front of the numbers, and must be the front of the list.
        var taken = parts.Values.TakeWhile(part => part.HandedOver is not null).ToList();
        if (!taken.SequenceEqual(chosen.Take(taken.Count)))
            throw new S3Exception(S3Error.InvalidPart, "The list leaves out a part that was taken already; parts are taken as soon as all before them have come.");
        return chosen;
    }

    private async Task<FinishedObject> Finish(List<UploadedPart> chosen, List<Task<Exception?>> steps)
    {
        foreach (var step in steps)
            if (await step.ConfigureAwait(ConfigureAwaitOptions.ForceYielding) is { } failure)
            {
                lock (gate) isDead = true;
                throw Failed(failure);
            }
        var tag = Convert.ToHexStringLower(MD5.HashData(Convert.FromHexString(string.Concat(chosen.Select(part => part.Tag)))));
        return new FinishedObject(key, chosen.Sum(part => part.Length), $"{tag}-{chosen.Count}", time.GetUtcNow());
    }

    private S3Exception Failed(Exception failure)
    {
        lock (gate)
        {
            isDead = true;
            foreach (var part in parts.Values.Where(part => part.HandedOver is null)) part.Content.Dispose();
        }
        return failure is ReceiverOverException ? Gone() : StoreFailure.Of(failure);
    }

    private static S3Exception Gone() => new(S3Error.NoSuchUpload, "The upload does not exist; it may have been completed, aborted, or given up.");

    private void Leave()
    {
        lock (gate)
        {
            active--;
            touched = time.GetTimestamp();
        }
    }

    private sealed class Visit(Upload upload) : IDisposable
    {
        private int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0) upload.Leave();
        }
    }
}
