namespace Holdfast.Shell.Commands;

/// <summary>What `help` tells of the shell.</summary>
internal static class ShellHelp
{
    internal static string Text() => $"""
        The cmdlets of DPM's management shell, for Holdfast, without PowerShell.

        Commands    {CommandTable.All.Count()} of them: Get-Command lists them, `help NAME` explains one, Tab completes names and values
        Pipelines   Get-DPMProtectionGroup | Where-Object Name -like 'Files*' | Format-List
        Variables   $group = Get-DPMProtectionGroup | Select-Object -First 1;  $group.Name;  $groups[0];  @('a', 'b');  "in $text"
        Filters     Where-Object, Select-Object, Sort-Object, ForEach-Object, Measure-Object, Format-Table, Format-List, ConvertTo-Json, Out-Null
        Secrets     are asked for: leave the value of their parameter out, or give (Get-Credential), (Read-Host -AsSecureString)
        Confirming  -WhatIf says what would be done; -Confirm:$false does not ask
        Leaving     exit

        Loops, conditions, functions, and calculations are PowerShell's: `holdfast shell --module DIR` writes the same cmdlets as a module for it.
        """;
}
