namespace Holdfast.Shell.Binding;

/// <summary>The parameters that every cmdlet has, and those of every cmdlet that changes something.</summary>
internal sealed class CommonParameters
{
    /// <summary>Only where something is changed.</summary>
    internal static readonly IReadOnlyList<string> OfChanges = [nameof(WhatIf), nameof(Confirm)];

    [Parameter(HelpMessage = "Says more of what is done.")]
    [Alias("vb")]
    public SwitchParameter Verbose { get; set; }

    [Parameter(HelpMessage = "What becomes of errors: Continue (they are shown), Stop (the pipeline ends), SilentlyContinue (they are not shown).")]
    [Alias("ea")]
    public ActionPreference? ErrorAction { get; set; }

    [Parameter(HelpMessage = "What becomes of warnings: Continue (they are shown), SilentlyContinue (they are not).")]
    [Alias("wa")]
    public ActionPreference? WarningAction { get; set; }

    [Parameter(HelpMessage = "What becomes of progress: Continue (it is shown), SilentlyContinue (it is not).")]
    [Alias("proga")]
    public ActionPreference? ProgressAction { get; set; }

    [Parameter(HelpMessage = "Variable that takes the errors as well; +NAME adds to what it holds.")]
    [Alias("ev")]
    public string? ErrorVariable { get; set; }

    [Parameter(HelpMessage = "Variable that takes the warnings as well.")]
    [Alias("wv")]
    public string? WarningVariable { get; set; }

    [Parameter(HelpMessage = "Variable that takes what is given out as well.")]
    [Alias("ov")]
    public string? OutVariable { get; set; }

    [Parameter(HelpMessage = "Variable that holds the object that is given out at the moment.")]
    [Alias("pv")]
    public string? PipelineVariable { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: there is nothing to debug.", DontShow = true)]
    [Alias("db")]
    public SwitchParameter Debug { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: cmdlets write no information beside their output.", DontShow = true)]
    [Alias("infa")]
    public ActionPreference? InformationAction { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts, as -InformationAction is.", DontShow = true)]
    [Alias("iv")]
    public string? InformationVariable { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: every object goes on at once.", DontShow = true)]
    [Alias("ob")]
    public int? OutBuffer { get; set; }

    [Parameter(HelpMessage = "Says what would be done, and changes nothing.")]
    [Alias("wi")]
    public SwitchParameter WhatIf { get; set; }

    [Parameter(HelpMessage = "Asks before anything is changed. -Confirm:$false does not ask where it would be.")]
    [Alias("cf")]
    public SwitchParameter? Confirm { get; set; }
}
