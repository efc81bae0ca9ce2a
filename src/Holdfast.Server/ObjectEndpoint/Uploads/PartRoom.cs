using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Server.ObjectEndpoint.Requests;

namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>Where parts wait that came before their turn: in memory while there is room, then in files.</summary>
/// <param name="waiting">Apart from the memory for bodies that are being received, so that the part that everybody waits for always gets in.</param>
internal sealed class PartRoom(MemoryBudget waiting, ScratchFolder scratch)
{
    /// <summary>Takes the part over.</summary>
    /// <exception cref="S3Exception">SlowDown: there is no room now; the part can be sent again later.</exception>
    internal IPartContent Keep(PartBuffer part)
    {
        if (waiting.TryTake(part.Length) is { } lease)
        {
            part.Move(lease);
            return part;
        }
        try
        {
            return scratch.TryKeep(part) ?? throw new S3Exception(S3Error.SlowDown, "Too many parts wait for one that is missing. Send the parts in order, and this one later again.");
        }
        finally
        {
            part.Dispose();
        }
    }
}
