using Google.Protobuf;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Applications;

/// <summary>Between what workloads say and what agents and the server send each other of it. Whatever is read is bounded.</summary>
public static class ApplicationWire
{
    private const int LongestState = 1 << 20, LongestWhy = 4000, LongestPosition = 1000, MostWarnings = 100, MostServers = 100;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ApplicationFailed"/>: the workload's own facts are too large for a recovery point.</exception>
    public static ApplicationDocument Write(BackupDocument document)
    {
        if (document.State.Length > LongestState || document.Why?.Length > LongestWhy || document.Start.Length > LongestPosition || document.End.Length > LongestPosition)
            throw new HoldfastException(ErrorCode.ApplicationFailed, $"The workload's own facts of the backup are {document.State.Length} bytes; {LongestState} are allowed.");
        var written = new ApplicationDocument
        {
            Kind = document.Kind, Type = Word(document.Type), Guarantee = Word(document.Guarantee), Consistent = Units(document.Consistent),
            Start = document.Start, End = document.End, State = ByteString.CopyFrom(document.State),
        };
        if (document.Why is { } why) written.Why = why;
        return written;
    }

    /// <exception cref="MalformedDataException">It is of another kind, too large, or says what no backup can be.</exception>
    public static BackupDocument Read(ApplicationDocument document, string kind)
    {
        if (document.Kind != kind) throw new MalformedDataException("The document is of another kind of application.");
        if (document.State.Length > LongestState || document.Why.Length > LongestWhy || document.Start.Length > LongestPosition || document.End.Length > LongestPosition)
            throw new MalformedDataException($"The document of the backup is too large: {document.State.Length} bytes of state.");
        if (Type(document.Type) is not { } type || Guarantee(document.Guarantee) is not { } guarantee) throw new MalformedDataException("The document names no type of backup that there is.");
        return new BackupDocument(
            kind, type, document.HasWhy ? document.Why : null, guarantee, Time(document.Consistent), document.Start, document.End, document.State.ToByteArray());
    }

    public static ApplicationDescription Write(DatasourceFacts facts)
    {
        var state = new ApplicationDescription { Name = facts.Name, Version = facts.Version, Size = facts.Size, Guarantee = Word(facts.Guarantee) };
        state.Types_.AddRange(facts.Types.Select(type => Word(type)));
        state.Warnings.AddRange(facts.Warnings);
        state.Servers.AddRange(facts.Servers);
        return state;
    }

    /// <exception cref="MalformedDataException">It says what no application can be.</exception>
    public static DatasourceFacts Read(ApplicationDescription state)
    {
        var types = state.Types_.Take(MostWarnings).Select(Type).OfType<BackupType>().Distinct().ToList();
        if (types.Count == 0 || Guarantee(state.Guarantee) is not { } guarantee) throw new MalformedDataException("The application is said to have no backups.");
        return new DatasourceFacts(
            Text(state.Name), Text(state.Version), Math.Max(state.Size, 0), types, guarantee, [.. state.Warnings.Take(MostWarnings).Select(Text)])
        {
            Servers = [.. state.Servers.Take(MostServers).Select(Text)],
        };
    }

    public static ApplicationFind Write(string kind, FoundDatasource found) => new()
    {
        Kind = kind, Path = found.Path, Name = found.Name, Size = found.Size, Parent = found.Parent ?? "", IsContainer = found.IsContainer, Unprotectable = found.Unprotectable ?? "",
    };

    public static FoundDatasource Read(ApplicationFind found) =>
        new(Text(found.Path), Text(found.Name), Math.Max(found.Size, 0), Optional(found.Parent), found.IsContainer, Optional(found.Unprotectable));

    /// <summary>The word for a type; null where there is none.</summary>
    public static BackupType? Type(string word) => Meant<BackupType>(word);

    public static string Word(Enum value)
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>Units of 100 ns since 1970.</summary>
    public static long Units(DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    /// <exception cref="MalformedDataException">There is no such time, or it is before 1970.</exception>
    public static DateTimeOffset Time(long units) => units >= 0 && units <= Units(DateTimeOffset.MaxValue) ? DateTimeOffset.UnixEpoch.AddTicks(units)
        : throw new MalformedDataException($"{units} is no time.");

    /// <summary>What a word stands for; null where it stands for nothing, as a number does.</summary>
    public static T? Meant<T>(string word) where T : struct, Enum => Enum.TryParse<T>(word, true, out var value) && Enum.IsDefined(value) && Word(value) == word ? value : null;

    private static ConsistencyGuarantee? Guarantee(string word) => Meant<ConsistencyGuarantee>(word);

    private static string? Optional(string text) => text.Length == 0 ? null : Text(text);

    // It goes into the catalog and to people.
    private static string Text(string text) => new([.. text.Where(character => !char.IsControl(character)).Take(LongestWhy)]);
}
