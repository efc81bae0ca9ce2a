using Holdfast.Shell.Automation;

namespace Holdfast.PowerShell.Tests.Program;

/// <summary>Sets of parameters, positions, and pipeline binding of every kind; <see cref="BinderComparisonTests"/> has the same as a function of PowerShell.</summary>
[Cmdlet("Test", "Sample", DefaultParameterSetName = "ByName", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
internal sealed class SampleCmdlet : PSCmdlet
{
    internal const string Function = """
        function Test-Sample {
            [CmdletBinding(DefaultParameterSetName = 'ByName', SupportsShouldProcess)]
            param(
                [Parameter(Mandatory, Position = 0, ParameterSetName = 'ByName')] [Alias('Title')] [string] $Name,
                [Parameter(Mandatory, Position = 0, ParameterSetName = 'ByNumber', ValueFromPipeline)] [int] $Number,
                [Parameter(Mandatory, ParameterSetName = 'ByDay')] [System.DayOfWeek[]] $Day,
                [Parameter(ParameterSetName = 'ByDay')] [datetime] $Since,
                [Parameter(ParameterSetName = 'Whole')] [switch] $Whole,
                [Parameter(Position = 1)] [string[]] $Tag,
                [Parameter()] [timespan] $Span,
                [Parameter()] [guid] $Id,
                [Parameter()] [bool] $Flag,
                [Parameter()] [long] $Size,
                [Parameter(ValueFromPipelineByPropertyName)] [Alias('Length')] [int] $Long,
                [Parameter()] [switch] $Force
            )
            process {
                $parts = $PSCmdlet.ParameterSetName, $Name, $Number, ($Day -join '+'), ($Tag -join '+'), $Span, $Id, $Flag, $Size, $Long, $Force
                if ($PSBoundParameters.ContainsKey('Since')) { $parts += $Since.ToString('s') }
                $parts -join '|'
            }
        }
        """;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByName")]
    [Alias("Title")]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByNumber", ValueFromPipeline = true)]
    public int Number { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "ByDay")]
    public DayOfWeek[] Day { get; set; } = [];

    [Parameter(ParameterSetName = "ByDay")]
    public DateTime? Since { get; set; }

    /// <summary>Of a set that needs nothing.</summary>
    [Parameter(ParameterSetName = "Whole")]
    public SwitchParameter Whole { get; set; }

    [Parameter(Position = 1)]
    public string[] Tag { get; set; } = [];

    [Parameter]
    public TimeSpan? Span { get; set; }

    [Parameter]
    public Guid? Id { get; set; }

    [Parameter]
    public bool Flag { get; set; }

    [Parameter]
    public long Size { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Length")]
    public int Long { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public System.Security.SecureString? Secret { get; set; }

    protected override void ProcessRecord()
    {
        var parts = new List<string> { ParameterSetName, Name, $"{Number}", string.Join('+', Day), string.Join('+', Tag), $"{Span}", $"{Id}", $"{Flag}", $"{Size}", $"{Long}", $"{Force.IsPresent}" };
        if (Since is { } since) parts.Add(since.ToString("s"));
        WriteObject(string.Join('|', parts));
    }
}
