using System.Text;
using System.Text.Json;
using Holdfast.Format;
using Holdfast.Format.Items;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.State;

/// <summary>Writes and reads the state of a point. Reading trusts nothing: the text comes from a pool that somebody else may have written to.</summary>
internal static class SqlStateDocument
{
    /// <summary>Bytes; the contract's limit.</summary>
    public const int Longest = 1 << 20;

    private const int MostSets = 10_000, MostFiles = 32_767, MostStripes = 64, MostShadowItems = 1100, LongestText = 1024;

    public static byte[] Write(SqlState state) => JsonSerializer.SerializeToUtf8Bytes(state, SqlJson.Default.SqlState);

    /// <exception cref="MalformedDataException">It is no such state.</exception>
    public static SqlState Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > Longest) throw new MalformedDataException($"The state of the point has {json.Length} bytes; at most {Longest} are read.");
        var state = Parse(json, SqlJson.Default.SqlState);
        Require(state.Sets is { Count: > 0 and <= MostSets }, $"{state.Sets?.Count ?? 0} backup sets");
        RequireText(state.Server, "server");
        RequireText(state.Database, "database");
        foreach (var set in state.Sets!) Check(set);
        return state;
    }

    public static byte[] WriteSet(BackupSet set) => JsonSerializer.SerializeToUtf8Bytes(set, SqlJson.Default.BackupSet);

    /// <exception cref="MalformedDataException">It is no backup set.</exception>
    public static BackupSet ReadSet(ReadOnlySpan<byte> json)
    {
        if (json.Length > Longest) throw new MalformedDataException($"The facts of the kept log have {json.Length} bytes; at most {Longest} are read.");
        var set = Parse(json, SqlJson.Default.BackupSet);
        Check(set);
        return set;
    }

    private static T Parse<T>(ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new MalformedDataException("The state of the point is empty.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException or FormatException or ArgumentException or DecoderFallbackException)
        {
            throw new MalformedDataException($"The state of the point is no state of a SQL Server database: {error.Message}", error);
        }
    }

    private static void Check(BackupSet? set)
    {
        if (set is null) throw new MalformedDataException("The state of the point names a backup set that is null.");
        Require(Enum.IsDefined(set.Kind), $"a backup set of kind {(int)set.Kind}");
        Require(Enum.IsDefined(set.Model), $"recovery model {(int)set.Model}");
        Require(set.Id != Guid.Empty, "a backup set without id");
        Require(set.First <= set.Last, $"a backup set from LSN {set.First} to {set.Last}");
        Require(set.Started <= set.Finished.AddDays(1) && set.Started.Year is > 1990 and < 9000 && set.Finished.Year is > 1990 and < 9000, "a backup set that ended before it began");
        RequireText(set.Database, "database");
        RequireText(set.Server, "server");
        RequireText(set.Certificate ?? "", "certificate");
        Require(set.Size >= 0, "a negative size");
        Require(set.Items?.Count <= (set.IsShadowCopy ? MostShadowItems : MostStripes) && set.Files?.Count <= MostFiles, "a backup set without lists of items and files, or with too long ones");
        foreach (var item in set.Items!) Require(IsItem(item), $"item {Shown(item)}");
        Require(!set.IsShadowCopy || (set.Kind == BackupSetKind.Full && (set.Items.Count == 0 || set.Items.All(item => item.StartsWith("full/", StringComparison.Ordinal) && item.IndexOf('/', 5) > 0))), "a shadow copy that is none");
        foreach (var file in set.Files!)
        {
            Require(file is not null, "a file that is null");
            RequireText(file!.LogicalName, "logical name");
            RequireText(file.PhysicalName, "physical name");
            Require(file.Size >= 0, "a negative size of a file");
        }
    }

    private static bool IsItem(string? item) =>
        item is { Length: < LongestText } && (item.StartsWith("full/", StringComparison.Ordinal) || item.StartsWith("differential/", StringComparison.Ordinal) || item.StartsWith("log/", StringComparison.Ordinal))
        && !item.Any(char.IsSurrogate) && ItemPath.IsPath(Encoding.UTF8.GetBytes(item));

    private static void RequireText(string? text, string what) => Require(text is { Length: <= LongestText } && !text.Contains('\0'), $"a {what} of {text?.Length ?? 0} characters");

    private static void Require(bool holds, string found)
    {
        if (!holds) throw new MalformedDataException($"The state of the point names {found}.");
    }

    private static string Shown(string? item) => item is null ? "null" : new string([.. item.Take(80).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter)]);
}
