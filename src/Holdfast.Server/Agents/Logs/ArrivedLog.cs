using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Items;
using Holdfast.Server.Agents.Data;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Agents.Logs;

/// <summary>Puts an agent's messages into a log. Whatever they say is bounded: an agent can fill its own datasource's log, and nothing else.</summary>
internal sealed class ArrivedLog(ILogSink sink, string server)
{
    private const int LongestName = 255, LongestPosition = 200, LargestFile = 1 << 20, MostNames = 1_000_000;
    private readonly HashSet<string> names = sink.State is { } kept ? [.. kept.Segments.Select(segment => segment.Name)] : [];

    /// <returns>True where it was a commit, which is durable now.</returns>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentMessageRefused"/>.</exception>
    internal bool Take(LogUp message)
    {
        switch (message.MessageCase)
        {
            case LogUp.MessageOneofCase.Begin when sink.State is null && message.Begin.Start.Length is > 0 and <= LongestPosition:
                sink.Begin(message.Begin.Start);
                return false;
            case LogUp.MessageOneofCase.Append when message.Append.Content.Length is > 0 and <= DataLimits.LargestLogPiece:
                Place(message.Append, sink.Append);
                return false;
            case LogUp.MessageOneofCase.Put when message.Put.Content.Length <= LargestFile:
                Place(message.Put, sink.Put);
                return false;
            case LogUp.MessageOneofCase.Commit when message.Commit.End.Length is > 0 and <= LongestPosition:
                sink.Commit(message.Commit.End, message.Commit.HasCovered ? Moment(message.Commit.Covered) : null);
                return true;
            default:
                throw Refused($"a message '{message.MessageCase}' that has no place there.");
        }
    }

    /// <summary>What an agent says of a log that it could not follow.</summary>
    internal static Exception Failed(Failure failure)
    {
        var told = Failures.From(failure);
        // Who follows a log must know that this one does not go on.
        return told.Code == ErrorCode.LogChainBroken ? new WorkloadException(WorkloadFault.ChainBroken, told.Message, told.Remedy ?? "A new full backup begins a new chain.", told) : told;
    }

    private void Place(LogPiece piece, PutBytes put)
    {
        if (piece.Name.Length is 0 or > LongestName || !ItemPath.IsName(ItemPath.FromDisplay(piece.Name))) throw Refused("a piece with an impossible name.");
        if (names.Add(piece.Name) && names.Count > MostNames) throw Refused("more than there can be.");
        try
        {
            put(piece.Name, piece.Content.Span);
        }
        catch (InvalidOperationException wrong)
        {
            throw Refused(wrong.Message, wrong);
        }
    }

    private DateTimeOffset Moment(long units)
    {
        try
        {
            return ApplicationWire.Time(units);
        }
        catch (MalformedDataException error)
        {
            throw Refused(error.Message, error);
        }
    }

    private HoldfastException Refused(string what, Exception? inner = null) => new(ErrorCode.AgentMessageRefused, $"In the log that the agent of {server} sends there is {what}", inner: inner);

    private delegate void PutBytes(string name, ReadOnlySpan<byte> bytes);
}
