using System.Management.Automation;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>Scripts of docs/migrating-from-dpm.md, as they stand there.</summary>
internal static class SampleScripts
{
    /// <summary>A script called with arguments.</summary>
    internal static string Text(RealEngine shell, int number, string arguments) => $"& {{\n{shell.Succeed($"(Get-DPMSampleScript {number}).Script").Single()}}} {arguments}";

    internal static IReadOnlyList<PSObject> Run(RealEngine shell, int number, string arguments = "") => shell.Succeed(Text(shell, number, arguments));
}
