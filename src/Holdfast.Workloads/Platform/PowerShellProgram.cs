using System.Text;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.Platform;

/// <summary>Runs Windows PowerShell for lines of text.</summary>
/// <param name="program">Path of powershell.exe.</param>
internal sealed class PowerShellProgram(string program)
{
    /// <summary>Windows has it there, in every edition.</summary>
    public static string Usual => Path.Combine(Environment.SystemDirectory, "WindowsPowerShell", "v1.0", "powershell.exe");

    /// <param name="script">Of <see cref="Script"/>.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">The script failed, or its answer was not understood.</exception>
    public string[] Run(string script, TimeSpan longest, CancellationToken cancellation)
    {
        var encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes(script));
        var (code, output, errors) = HostProgram.Run(program, ["-NoLogo", "-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-EncodedCommand", encoded], longest, cancellation);
        if (code != 0) throw new IOException(errors.Trim().ReplaceLineEndings(" "));
        try
        {
            return Lines(output);
        }
        catch (FormatException error)
        {
            throw new IOException("its answer was not understood", error);
        }
    }

    /// <summary>What comes out is Base64, so that no code page of a console changes it.</summary>
    /// <param name="before">Statements that the pipeline needs.</param>
    /// <param name="pipeline">Gives one line of text for each thing that it finds.</param>
    public static string Script(string before, string pipeline) => $$"""
        $ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'
        try {
            {{before}}
            $lines = @({{pipeline}})
            [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([string]::Join("`n", $lines)))
        } catch { [Console]::Error.WriteLine($_.Exception.Message); exit 1 }
        """;

    /// <param name="output">What the script wrote.</param>
    public static string[] Lines(string output) => Encoding.UTF8.GetString(Convert.FromBase64String(output.Trim())).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
