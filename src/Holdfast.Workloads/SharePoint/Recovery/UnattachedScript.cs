using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SharePoint.Recovery;

/// <summary>
/// What an administrator of the farm runs, on one of its servers, to take a site or an item out of a copy of a content database that no web application is attached to. Only SharePoint's own object model
/// reads the copy and writes the farm. Sources: Get-SPContentDatabase (parameter set Unattached), SPExportSettings.UnattachedContentDatabase, SPExportObject, Import-SPWeb in Microsoft's reference;
/// "Fine-grained Data Restoration from Unattached Database", by which the copy is read only and of the farm's own major version.
/// </summary>
internal static class UnattachedScript
{
    /// <param name="server">Instance that the copy is on.</param>
    /// <param name="copy">Name of the copy.</param>
    public static IReadOnlyList<string> Lines(FarmItem item, string server, string copy) =>
    [
        "param([Parameter(Mandatory)] [string] $Target, [Parameter(Mandatory)] [string] $Folder)",
        "$ErrorActionPreference = 'Stop'",
        "Add-PSSnapin Microsoft.SharePoint.PowerShell -ErrorAction SilentlyContinue",
        $"$database = Get-SPContentDatabase -ConnectAsUnattachedDatabase -DatabaseName {Quoted(copy)} -DatabaseServer {Quoted(server)}",
        $"$site = $database.Sites | Where-Object {{ $_.ServerRelativeUrl -eq {Quoted(item.Site!)} }}",
        $"if (-not $site) {{ throw ('The copy holds no site collection ' + {Quoted(item.Site!)}) }}",
        "$settings = New-Object Microsoft.SharePoint.Deployment.SPExportSettings",
        "$settings.UnattachedContentDatabase = $database",
        "$settings.SiteUrl = $site.Url",
        "$settings.FileLocation = $Folder",
        "$settings.BaseFileName = 'recovered.cmp'",
        "$settings.IncludeSecurity = 'All'",
        "$settings.IncludeVersions = 'All'",
        .. item.Path is { } path ? Chosen($"{item.Site!.TrimEnd('/')}/{path}") : [],
        "$export = New-Object Microsoft.SharePoint.Deployment.SPExport -ArgumentList $settings",
        "$export.Run()",
        // What is there now stays as a version of its own.
        "Import-SPWeb -Identity $Target -Path (Join-Path $Folder 'recovered.cmp') -IncludeUserSecurity -UpdateVersions Add",
    ];

    /// <summary>One object instead of the whole site collection. Whether an address is that of a web, a list, a document, a folder, or an item of a list is asked of the copy: addresses do not tell.</summary>
    private static IEnumerable<string> Chosen(string address) =>
    [
        $"$address = {Quoted(address)}",
        "$web = $site.AllWebs | Where-Object { ($address + '/').StartsWith($_.ServerRelativeUrl.TrimEnd('/') + '/', 'OrdinalIgnoreCase') } | Sort-Object { $_.ServerRelativeUrl.Length } | Select-Object -Last 1",
        "$list = $web.Lists | Where-Object { $_.RootFolder.ServerRelativeUrl -eq $address }",
        "$document = $web.GetFile($address)",
        "$container = $web.GetFolder($address)",
        "$object = New-Object Microsoft.SharePoint.Deployment.SPExportObject",
        "$object.IncludeDescendants = 'All'",
        "if ($web.ServerRelativeUrl -eq $address) { $object.Type = 'Web'; $object.Id = $web.ID }",
        "elseif ($list) { $object.Type = 'List'; $object.Id = $list.ID }",
        "elseif ($document.Exists) { $object.Type = 'File'; $object.Id = $document.UniqueId }",
        "elseif ($container.Exists) { $object.Type = 'Folder'; $object.Id = $container.UniqueId }",
        "else { $object.Type = 'ListItem'; $object.Id = $web.GetListItem($address).UniqueId }",
        "$settings.ExportObjects.Add($object)",
    ];

    /// <summary>Removes the copy when it has served.</summary>
    public static IReadOnlyList<string> Drop(string copy) => [$"ALTER DATABASE {SqlText.Name(copy)} SET SINGLE_USER WITH ROLLBACK IMMEDIATE;", $"DROP DATABASE {SqlText.Name(copy)};"];

    /// <summary>A literal of PowerShell in which nothing is replaced. PowerShell takes typographic quotation marks for plain ones, so they are doubled as well.</summary>
    private static string Quoted(string text) => $"'{string.Concat(text.Select(letter => letter is '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b' ? $"{letter}{letter}" : $"{letter}"))}'";
}
