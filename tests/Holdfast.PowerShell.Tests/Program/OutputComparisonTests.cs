using Holdfast.PowerShell.Tests.Engine;
using Holdfast.PowerShell.Tests.Live;

namespace Holdfast.PowerShell.Tests.Program;

/// <summary>The same lines give out the same in PowerShell's engine and in the program's own.</summary>
public sealed class OutputComparisonTests(LiveServer server)
{
    public static TheoryData<string> Lines =>
    [
        // Values, variables, properties, indexes.
        "$x = 'a','b','c'; $x[1]; $x[-1]; $x[7]; $x.Count",
        "$x = 5; \"x is $x and `$x, \"\"quoted\"\"\"; 'single $x ''q'''",
        "@('a','b'); @(1); @()",
        "1KB; 2GB; 0x1F; -3; 1.5",
        "$true; $false; $null",
        "('b','a' | Where-Object Length -eq 1)[0]",
        "$n = ('x','y').Count; \"$n of them\"; \"${n}!\"; \"$('a','b')\"",
        "# a comment\n'after' # another\n<# block\n#> 'and'",
        "'a','b' |\n  Where-Object Length -eq 1",
        "'x' | Where-Object Length `\n -eq 1",
        "$unknown; $unknown.Name; 'end'",
        "'text'.Length",
        "$global:kept = 'kept'; \"$global:kept $kept\"; $local:other = 5; $other; $env:HOLDFAST_NOT_SET; $env:HOLDFAST_DATA; \"in $env:HOLDFAST_DATA\"",
        // Filters.
        "'ab','cd' | Where-Object Length -eq 2; 'ab','abc' | where Length -gt 2; 'ab','abc' | ? Length -lt 3",
        "'ab','abc' | ForEach-Object Length; 'a' | % Length",
        "'a','b' | Out-Null; 'c'",
        // Cmdlets.
        "(Get-DPMCloudConnection)",
        "(New-DPMProtectionGroup -Name 'Not committed').Name",
        "(New-DPMProtectionGroup localhost 'By place').FriendlyName",
        "(new-dpmprotectiongroup -na Begun).IsModifiable; (New-HoldfastProtectionGroup -Name Alias).Name; (New-ProtectionGroup -Name:Colon).Name",
        "(New-DPMProtectionGroup -Name Server -ServerName localhost).DPMServerName -replace '.+', 'named'",
        "Get-DPMProtectionGroup | Where-Object Name -like 'Compared*' | ForEach-Object Name",
        "(Get-DPMProtectionGroup | Where-Object Name -eq 'compared one').RetentionRangeDays",
        "(Get-DPMProtectionGroup | Where-Object Name -eq 'Compared one' | Get-DPMModifiableProtectionGroup).IsModifiable",
        "(Get-DPMModifiableProtectionGroup 'Compared one').Name; (Get-DPMModifiableProtectionGroup -Prot 'Compared two').Name",
        "'Compared one','Compared two' | Get-DPMModifiableProtectionGroup | ForEach-Object Name",
        "$g = Get-DPMProtectionGroup | Where-Object Name -ne 'x' | Where-Object Name -match '^compared'; $g.Name; $g[1].Name; $g.Count",
        "Get-DPMProtectionGroup | Where-Object Name -in 'Compared two','y' | ForEach-Object ProtectionMethod",
        "Get-DPMProtectionGroup | Where-Object Suspended",
        "(Get-DPMProtectionGroup | Where-Object Name -like 'Compared*')[0].Name.Length",
        "Get-DPMModifiableProtectionGroup 'Compared one' | Set-DPMProtectionGroup -WhatIf; Set-DPMProtectionGroup (Get-DPMModifiableProtectionGroup 'Compared two') -Confirm:$false; 'end'",
        "@(Get-DPMAlert -IncludeAlerts).Count; @(Get-DPMAlert -IncludeInactiveAlerts:$false | Where-Object Status -eq Resolved).Count",
    ];

    public static TheoryData<string> Failures =>
    [
        "New-DPMProtectionGroup -Nmae x",
        "New-DPMProtectionGroup -Name x -Name y",
        "New-DPMProtectionGroup -Name",
        "New-DPMProtectionGroup a b c",
        "Get-DPMNothing",
        "Get-DPMModifiableProtectionGroup 'There is none of this name'",
        "Set-DPMProtectionGroup -ProtectionGroup 5",
        "Get-DPMAlert -IncludeAlerts:maybe",
        "'x' | Get-DPMCloudConnection",
        "'a','b' | Set-DPMProtectionGroup -ErrorAction Stop",
        "Get-DPMProtectionGroup -DPMServerName 'https://127.0.0.1:9'",
        "Set-DPMProtectionGroup (Get-DPMProtectionGroup | Where-Object Name -eq 'Compared one')",
        "Get-DPMAlert -ErrorAction Sometimes",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Run_Line_GivesOutWhatPowerShellDoes(string line)
    {
        await TheirGroups();
        using var real = new RealEngine();
        // The one operator that helps to compare servers that are named differently is PowerShell's own.
        var own = line.Replace(" -replace '.+', 'named'", "", StringComparison.Ordinal);
        // PowerShell gives nothing out as null, and shows neither.
        var expected = real.Succeed(line).Where(value => value is not null).Select(Text).ToList();
        var actual = new OwnEngine().Succeed(own).Select(Text).ToList();
        Assert.Equal(own == line ? expected : [Environment.MachineName], actual);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Run_LineThatFails_FailsInBoth(string line)
    {
        await TheirGroups();
        using var real = new RealEngine();
        var theirs = real.FailAny(line);
        var ours = new OwnEngine();
        ours.Run(line);
        Assert.NotEmpty(ours.Errors);
        if (theirs.FullyQualifiedErrorId.StartsWith("Holdfast", StringComparison.Ordinal))
        {
            Assert.Equal((theirs.FullyQualifiedErrorId.Split(',')[0], theirs.CategoryInfo.Category.ToString()), (ours.Errors[0].FullyQualifiedErrorId.Split(',')[0], ours.Errors[0].Category.ToString()));
            Assert.Equal(theirs.ErrorDetails.RecommendedAction, ours.Errors[0].ErrorDetails?.RecommendedAction);
        }
    }

    private static string? Text(object? value) => value is null ? null : FormattableString.Invariant($"{(value is System.Management.Automation.PSObject wrapped ? wrapped.BaseObject : value)}");

    private async Task TheirGroups()
    {
        var there = (await server.Client.Groups()).Groups.Select(group => group.Name).ToHashSet();
        foreach (var name in (string[])["Compared one", "Compared two"])
        {
            if (!there.Contains(name)) await server.Client.CreateGroup(new Contracts.Api.CreateGroupRequest(name));
        }
    }
}
