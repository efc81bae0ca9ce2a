using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Setup;

/// <summary>The setup's files in the data folder, each written whole and durably.</summary>
internal sealed class SetupFiles(string dataDirectory)
{
    internal const string RecordName = "setup.json", JournalName = "setup-journal.json";
    private const int LargestFile = 4 << 20;
    private readonly Lock gate = new();

    /// <summary>Null where no setup was begun.</summary>
    internal SetupRecord? Record => Read(RecordName, SetupFileJson.Default.SetupRecord);

    /// <summary>Null where no installation is under way.</summary>
    internal InstallJournal? Journal => Read(JournalName, SetupFileJson.Default.InstallJournal);

    /// <summary>Changes the record, or makes it; passwords stay outside.</summary>
    internal SetupRecord Change(Func<SetupRecord, SetupRecord> change)
    {
        lock (gate)
        {
            var changed = change(Record ?? new SetupRecord(new SetupAnswers()));
            changed = changed with { Answers = WithoutSecrets(changed.Answers) };
            DurableFile.WriteAtomically(PathOf(RecordName), JsonSerializer.SerializeToUtf8Bytes(changed, SetupFileJson.Default.SetupRecord));
            return changed;
        }
    }

    internal void Save(InstallJournal journal) => DurableFile.WriteAtomically(PathOf(JournalName), JsonSerializer.SerializeToUtf8Bytes(journal, SetupFileJson.Default.InstallJournal));

    internal void RemoveJournal() => DurableFile.Remove(PathOf(JournalName));

    internal static SetupAnswers WithoutSecrets(SetupAnswers answers) => answers.Catalog is { Password: not null } catalog ? answers with { Catalog = catalog with { Password = null } } : answers;

    private T? Read<T>(string name, JsonTypeInfo<T> type) where T : class
    {
        var path = PathOf(name);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(DurableFile.ReadAll(path, LargestFile), type);
        }
        catch (JsonException failure)
        {
            throw new HoldfastException(
                ErrorCode.DataDirectoryUnusable, $"'{path}' cannot be read: {failure.Message}",
                name == RecordName ? "Remove it: the setup's answers have to be given again." : "Take another data folder: nothing was protected with this one yet.", failure);
        }
    }

    private string PathOf(string name) => Path.Combine(dataDirectory, name);
}
