using Holdfast.PowerShell.Tables;

namespace Holdfast.Shell.Module;

/// <summary>What PowerShell reads of the module before it loads it.</summary>
internal static class ModuleManifest
{
    internal const string FileName = ModuleFiles.Name + ".psd1";

    internal static string Text() => $$"""
        @{
            RootModule = 'Holdfast.PowerShell.dll'
            ModuleVersion = '{{typeof(ModuleManifest).Assembly.GetName().Version!.ToString(3)}}'
            GUID = '6b0f9b52-6f0e-4e0e-9c0c-3a5d5f4b8d11'
            Author = 'The Holdfast authors'
            CompanyName = 'Holdfast'
            Description = 'The management shell of the backup server Holdfast, with the cmdlets of DataProtectionManager.'
            PowerShellVersion = '7.6'
            CompatiblePSEditions = @('Core')
            FormatsToProcess = @('{{ModuleViews.FileName}}')
            FunctionsToExport = @()
            VariablesToExport = @()
            CmdletsToExport = @({{List(CmdletTable.All.Select(entry => entry.Name))}})
            AliasesToExport = @({{List(CmdletTable.All.SelectMany(entry => entry.Aliases))}})
            PrivateData = @{ PSData = @{ Tags = @('Backup', 'DPM', 'MABS', 'Holdfast') } }
        }
        """;

    private static string List(IEnumerable<string> names) => string.Join(",", names.Order(StringComparer.Ordinal).Select(name => $"\n        '{name}'"));
}
