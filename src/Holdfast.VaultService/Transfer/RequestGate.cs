using System.Collections.Concurrent;

namespace Holdfast.VaultService.Transfer;

/// <summary>Bounds the requests that each caller has under way. Thread-safe.</summary>
internal sealed class RequestGate(int most)
{
    private readonly ConcurrentDictionary<TransferCaller, int> underWay = [];

    /// <returns>Dispose when the request is done; null where the caller has too many.</returns>
    public IDisposable? Enter(TransferCaller caller)
    {
        var own = underWay.AddOrUpdate(caller, 1, (_, count) => count + 1);
        var place = new Place(this, caller);
        if (own <= most) return place;
        place.Dispose();
        return null;
    }

    private void Leave(TransferCaller caller)
    {
        while (underWay.TryGetValue(caller, out var count))
        {
            // The last one takes the entry along, so that callers who are gone leave nothing behind.
            if (count == 1 ? underWay.TryRemove(new KeyValuePair<TransferCaller, int>(caller, 1)) : underWay.TryUpdate(caller, count - 1, count)) return;
        }
    }

    private sealed class Place(RequestGate gate, TransferCaller caller) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) gate.Leave(caller);
        }
    }
}
