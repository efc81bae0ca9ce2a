using Holdfast.PowerShell.Help;

namespace Holdfast.Shell.Filters;

[Cmdlet("Out", "Null")]
[Help("Shows nothing of what comes.", Example = "Connect-DPMServer -DPMServerName backup.example.org | Out-Null")]
internal sealed class OutNull : FilterCmdlet;
