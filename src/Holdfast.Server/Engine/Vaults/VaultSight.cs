using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>
/// Asks a vault how it stands. This happens before every job, so it is cheap (an answer holds for a moment, and there is one request at a time), and nobody waits
/// long for a vault that does not answer.
/// </summary>
/// <param name="holds">How long an answer holds; zero for a vault in this process, which costs nothing to ask.</param>
internal sealed class VaultSight(Func<VaultStanding> look, TimeSpan holds, TimeProvider clock)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(8);
    private readonly Lock gate = new();
    private Task<VaultStanding>? asking;
    private (Sighting Seen, long At)? last;

    internal sealed record Sighting(VaultStanding? Standing, string? Reason);

    internal Sighting Look()
    {
        Task<VaultStanding> asked;
        lock (gate)
        {
            if (last is { } known && clock.GetElapsedTime(known.At) < holds) return known.Seen;
            asked = asking ??= Task.Run(look);
        }
        // A request that hangs is left to itself, and nobody starts another beside it.
        var hasEnded = Task.WaitAny([asked], patience) == 0;
        lock (gate)
        {
            if (hasEnded && asking == asked) asking = null;
            var seen = hasEnded ? Result(asked) : new Sighting(null, $"The vault has not answered for {patience.TotalSeconds} s.");
            last = (seen, clock.GetTimestamp());
            return seen;
        }
    }

    /// <summary>The next look asks: something has happened that the last answer does not know.</summary>
    internal void Forget()
    {
        lock (gate) last = null;
    }

    private static Sighting Result(Task<VaultStanding> asked) => asked switch
    {
        { IsCompletedSuccessfully: true } => new Sighting(asked.Result, null),
        { Exception.InnerException: HoldfastException or StorageException } => new Sighting(null, asked.Exception.InnerException.Message),
        // A defect, and no answer of the vault: it is not hidden.
        _ => throw new InvalidOperationException("Asking the vault failed.", asked.Exception?.InnerException),
    };
}
