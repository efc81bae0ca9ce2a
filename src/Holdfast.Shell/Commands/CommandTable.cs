using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;
using Holdfast.Shell.Filters;

namespace Holdfast.Shell.Commands;

/// <summary>The commands of the shell by name: the cmdlets of the module, and what people put behind them.</summary>
internal static class CommandTable
{
    private static readonly Lazy<Dictionary<string, CmdletEntry>> byName = new(() =>
    {
        var names = new Dictionary<string, CmdletEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in All)
        {
            foreach (var name in entry.Aliases.Prepend(entry.Name)) names[name] = entry;
        }
        return names;
    });

    internal static IEnumerable<CmdletEntry> All => CmdletTable.All.Concat(FilterTable.All);

    internal static CmdletEntry? Find(string name) => byName.Value.GetValueOrDefault(name);

    internal static CmdletEntry Get(string name) => Find(name) ?? throw Usage.Wrong(
        $"There is no command '{name}'.{Near(name)}", "`holdfast shell -c help` lists the commands. Programs are not run here; PowerShell does (`holdfast shell --module DIR`).");

    private static string Near(string name)
    {
        var noun = name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..];
        var near = All.Where(entry => noun.Length > 3 && (entry.Noun.Contains(noun, StringComparison.OrdinalIgnoreCase) || noun.Contains(entry.Noun, StringComparison.OrdinalIgnoreCase))).Select(entry => entry.Name).Take(4).ToList();
        return near.Count > 0 ? $" Similar: {string.Join(", ", near)}." : "";
    }
}
