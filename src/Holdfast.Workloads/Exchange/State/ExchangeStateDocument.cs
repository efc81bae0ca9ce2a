using System.Text.Json;
using Holdfast.Format;

namespace Holdfast.Workloads.Exchange.State;

/// <summary>Writes and reads the state of a point. Reading trusts nothing.</summary>
internal static class ExchangeStateDocument
{
    public const int MostSets = 1000;

    private const int Longest = 1 << 20, LongestText = 256;

    public static byte[] Write(ExchangeState state) => JsonSerializer.SerializeToUtf8Bytes(state, ExchangeJson.Default.ExchangeState);

    /// <exception cref="MalformedDataException">It is no such state.</exception>
    public static ExchangeState Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > Longest) throw Wrong($"{json.Length} bytes", null);
        ExchangeState? state;
        try
        {
            state = JsonSerializer.Deserialize(json, ExchangeJson.Default.ExchangeState);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            throw Wrong(error.Message, error);
        }
        if (state is not { Server.Length: <= LongestText, Name.Length: <= LongestText, Sets.Count: > 0 and <= MostSets }) throw Wrong("no database with backups", null);
        if (!state.Sets[0].IsFull) throw Wrong("no full backup", null);
        for (var at = 0; at < state.Sets.Count; at++)
            if (!IsSound(state.Sets[at], at == 0)) throw Wrong($"a backup that cannot be ({at + 1} of {state.Sets.Count})", null);
        return state;
    }

    private static bool IsSound(ExchangeSet? set, bool isFull) =>
        set is { Size: >= 0, FirstRequired: >= 0, FirstLog: >= 0, LastClosed: >= 0, LogSignature.Length: <= LongestText } && set.IsFull == isFull && set.LastRequired >= set.FirstRequired && set.LastLog >= set.FirstLog
        && ExchangeItems.IsFolder(set.Folder) && set.Taken.Year is > 1990 and < 9000;

    private static MalformedDataException Wrong(string found, Exception? inner) => inner is null ? new($"The state of the point names {found}.") : new($"The state of the point is none of an Exchange database: {found}", inner);
}
