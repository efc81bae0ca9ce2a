using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint.Farm;

namespace Holdfast.Workloads.SharePoint.Points;

/// <summary>Writes and reads what a farm's point says, and the documents of its databases in it. Reading trusts nothing.</summary>
internal static class FarmDocument
{
    /// <summary>Bytes: of the whole, and of the state of one database.</summary>
    public const int Longest = 1 << 20, LongestPart = 1 << 20;

    public const string Folder = "databases";

    private const int MostParts = 1000, MostOthers = 1000, LongestText = 1024;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it does not fit.</exception>
    public static byte[] Write(FarmState state) => JsonSerializer.SerializeToUtf8Bytes(state, FarmJson.Default.FarmState) is { Length: <= Longest } json ? json
        : throw new WorkloadException(WorkloadFault.NotPossible, "The farm has more databases and backup sets than one recovery point can describe.", "Take a full backup more often, or protect the largest databases by themselves as SQL Server databases.");

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: it is no state of a farm.</exception>
    public static FarmState Read(BackupDocument document)
    {
        try
        {
            return document.State.Length <= Longest && JsonSerializer.Deserialize(document.State, FarmJson.Default.FarmState) is { } state && Holds(state) ? state : throw Damaged(null);
        }
        catch (JsonException damage)
        {
            throw Damaged(damage);
        }
    }

    public static FarmPart Of(FarmDatabase database, string folder, BackupDocument document)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal)) brotli.Write(document.State);
        return new FarmPart(database, folder, document.Type, document.Guarantee, document.Consistent, document.Start, document.End, packed.ToArray());
    }

    /// <summary>The document that the database's own point would have.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: its state cannot be unpacked, or is too long.</exception>
    public static BackupDocument Of(FarmPart part, string kind)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(part.State), CompressionMode.Decompress);
            var state = new byte[LongestPart + 1];
            var length = brotli.ReadAtLeast(state, state.Length, throwOnEndOfStream: false);
            return length <= LongestPart ? new BackupDocument(kind, part.Type, null, part.Guarantee, part.Consistent, part.Start, part.End, state[..length]) : throw Damaged(null);
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException or InvalidOperationException)
        {
            throw Damaged(damage);
        }
    }

    private static bool Holds(FarmState state) =>
        state is { Format: FarmState.CurrentFormat, Parts.Count: > 0 and <= MostParts, Others.Count: <= MostOthers } && IsText(state.Host) && state.Others.All(IsText) && state.Parts.All(Holds)
        && state.Parts.Select(part => part.Folder).Distinct(StringComparer.OrdinalIgnoreCase).Count() == state.Parts.Count
        && state.Parts.Select(part => part.Database.Address).Distinct(StringComparer.OrdinalIgnoreCase).Count() == state.Parts.Count;

    private static bool Holds(FarmPart? part) =>
        part is not null && Enum.IsDefined(part.Type) && Enum.IsDefined(part.Guarantee) && IsText(part.Database.Address) && IsText(part.Database.Server) && IsText(part.Database.Name)
        && part.Start.Length <= LongestText && part.End.Length <= LongestText && part.Folder is { Length: <= LongestText } folder && folder.StartsWith(Folder + "/", StringComparison.Ordinal) && !folder.Any(char.IsSurrogate)
        && ItemPath.IsPath(Encoding.UTF8.GetBytes(folder));

    private static bool IsText(string? text) => text is { Length: > 0 and <= LongestText } && !text.Any(char.IsControl);

    private static WorkloadException Damaged(Exception? inner) => new(WorkloadFault.NotRecoverable, "What the point says about its farm cannot be read.", "Recover from another point.", inner);
}
