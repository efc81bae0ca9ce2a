using System.Globalization;
using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Planning;
using Holdfast.Workloads.Exchange.Recovery;

namespace Holdfast.Workloads.Exchange.Shell;

/// <summary>Asks the management shell, and reads what it says. Values come one line each thing, with tabs between them: there are none in names and paths of Windows.</summary>
internal static class ShellAnswers
{
    private const int MostLines = 1000;

    /// <summary>All copies of a database in its availability group; one for a database that is not replicated.</summary>
    public static IReadOnlyList<DatabaseCopy> Copies(IExchangeShell shell, Guid database, CancellationToken cancellation) =>
        [.. Ask(shell, $"Get-MailboxDatabaseCopyStatus -Identity '{database}'", ["MailboxServer", "Status", "ActiveCopy", "CopyQueueLength", "ReplayQueueLength", "ActivationPreference"], cancellation)
            .Select(values => new DatabaseCopy(values[0], Truth(values[2]), values[1], Number(values[3]), Number(values[4]), (int)Math.Min(Number(values[5]), int.MaxValue)))];

    /// <summary>Null where there is no database of that name.</summary>
    public static RecoveryDatabase? Database(IExchangeShell shell, string name, CancellationToken cancellation) =>
        Ask(shell, $"Get-MailboxDatabase -Status | Where-Object {{ $_.Name -eq {Quoted(name)} }}", ["Guid", "Server", "Recovery", "Mounted", "EdbFilePath", "LogFolderPath"], cancellation)
            .Select(values => new RecoveryDatabase(Guid.TryParse(values[0], out var id) ? id : throw Unclear(values[0]), values[1], Truth(values[2]), !Falsehood(values[3]), values[4], values[5])).FirstOrDefault();

    private static IEnumerable<string[]> Ask(IExchangeShell shell, string query, string[] properties, CancellationToken cancellation)
    {
        var values = string.Join(", ", properties.Select(property => $"[string]$_.{property}"));
        foreach (var line in shell.Run($"{query} | ForEach-Object {{ [string]::Join(\"`t\", @({values})) }}", cancellation).Take(MostLines))
        {
            var parts = line.Split('\t');
            yield return parts.Length == properties.Length ? parts : throw Unclear(line);
        }
    }

    /// <summary>A string of PowerShell in which nothing means anything; it takes four further characters for the quote.</summary>
    private static string Quoted(string name)
    {
        var text = new StringBuilder("'");
        foreach (var letter in name) text.Append(letter is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? new string(letter, 2) : char.IsControl(letter) ? "" : letter.ToString());
        return text.Append('\'').ToString();
    }

    private static bool Truth(string text) => string.Equals(text, "True", StringComparison.OrdinalIgnoreCase);

    /// <summary>What Exchange does not know is not taken for false where that allows something.</summary>
    private static bool Falsehood(string text) => string.Equals(text, "False", StringComparison.OrdinalIgnoreCase);

    /// <summary>Empty where Exchange does not know.</summary>
    private static long Number(string text) => text.Length == 0 ? 0 : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unclear(text);

    private static WorkloadException Unclear(string text) =>
        new(WorkloadFault.ApplicationFailed, $"Exchange's management shell said what was not understood: \"{(text.Length > 200 ? text[..200] : text)}\".", "Run Get-MailboxDatabaseCopyStatus there, and see whether it works.");
}
