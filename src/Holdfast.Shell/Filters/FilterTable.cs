using Holdfast.PowerShell.Tables;

namespace Holdfast.Shell.Filters;

/// <summary>The commands of PowerShell itself that the shell has too.</summary>
internal static class FilterTable
{
    internal static IReadOnlyList<CmdletEntry> All { get; } =
    [
        Of<WhereObject>(),
        Of<SelectObject>(),
        Of<SortObject>(),
        Of<ForEachObject>(),
        Of<GroupObject>(),
        Of<MeasureObject>(),
        Of<FormatTable>(),
        Of<FormatList>(),
        Of<ConvertToJson>(),
        Of<ConvertToCsv>(),
        Of<ExportCsv>(),
        Of<OutNull>(),
        Of<WriteHost>(),
        Of<GetCredential>(),
        Of<ReadHost>(),
        Of<GetMember>(),
        Of<GetCommand>(),
        Of<GetHelp>(),
    ];

    private static CmdletEntry Of<T>() where T : PSCmdlet, new() => new(typeof(T), () => new T());
}
