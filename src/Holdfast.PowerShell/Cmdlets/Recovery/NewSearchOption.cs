using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using SearchOption = Holdfast.PowerShell.Objects.SearchOption;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsCommon.New, "DPMSearchOption"), OutputType(typeof(SearchOption))]
[Alias("New-SearchOption", "New-HoldfastSearchOption")]
[Help("Says what Get-DPMRecoverableItem looks for.",
    Example = "$search = New-DPMSearchOption -FromRecoveryPoint (Get-Date).AddDays(-30) -ToRecoveryPoint (Get-Date) -SearchDetail FilesFolders -SearchType EndsWith -SearchString '.docx' -Recursive")]
public sealed class NewSearchOption : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Only recovery points made then or later.")]
    public DateTime FromRecoveryPoint { get; set; }

    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Only recovery points made then or earlier.")]
    public DateTime ToRecoveryPoint { get; set; }

    [Parameter(Mandatory = true, Position = 2, HelpMessage = "FilesFolders; what is inside mailboxes and sites cannot be searched.")]
    public SearchDetail SearchDetail { get; set; }

    [Parameter(Mandatory = true, Position = 3, HelpMessage = "How names are compared: Contains, StartsWith, EndsWith, ExactMatch.")]
    public SearchType SearchType { get; set; }

    [Parameter(Mandatory = true, Position = 4, HelpMessage = "Text of the names, in upper or lower case.")]
    public string SearchString { get; set; } = "";

    [Parameter(HelpMessage = "Folder relative to the datasource's root; without it the root.")]
    public string Location { get; set; } = "";

    [Parameter(HelpMessage = "Also in the folders of the location.")]
    public SwitchParameter Recursive { get; set; }

    protected override void Run()
    {
        if (SearchDetail != SearchDetail.FilesFolders) throw NotKept($"-SearchDetail {SearchDetail}", "Search for the files with FilesFolders.");
        WriteObject(new SearchOption
        {
            FromRecoveryPoint = FromRecoveryPoint, ToRecoveryPoint = ToRecoveryPoint, SearchDetail = SearchDetail, SearchType = SearchType, SearchString = SearchString,
            Location = Location.Replace('\\', '/').Trim('/'), Recursive = Recursive,
        });
    }
}
