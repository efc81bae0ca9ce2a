using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Help;

namespace Holdfast.Shell.Filters;

[Cmdlet("Export", "Csv"), Alias("epcsv")]
[Help("Writes what comes into a file of lines, whose values commas separate.", Example = "Get-DPMJob | Select-Object JobCategory, Status, StartTime | Export-Csv jobs.csv")]
internal sealed class ExportCsv : CsvCmdlet, IDisposable
{
    private StreamWriter? file;

    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The file; one that is there is replaced.")]
    public string Path { get; set; } = "";

    [Parameter(HelpMessage = "Leaves a file that is there as it is: an error.")]
    public SwitchParameter NoClobber { get; set; }

    protected override void BeginProcessing()
    {
        try
        {
            file = new StreamWriter(System.IO.Path.Combine(SessionState.Path.CurrentFileSystemLocation.Path, Path), new FileStreamOptions { Mode = NoClobber ? FileMode.CreateNew : FileMode.Create, Access = FileAccess.Write });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"{Path} cannot be written: {failure.Message}", "Name a file that can be written.", failure);
        }
    }

    protected override void EndProcessing() => Dispose();

    public void Dispose() => file?.Dispose();

    private protected override void WriteLine(string line) => file!.WriteLine(line);
}
