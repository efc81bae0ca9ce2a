namespace Holdfast.Shell.Automation;

/// <summary>Where what a cmdlet says goes to.</summary>
internal interface ICmdletOutput
{
    void Object(object? value);

    void Error(ErrorRecord error);

    void Warning(string text);

    void Verbose(string text);

    /// <summary>What is no output, and is said in any case.</summary>
    void Say(string text);

    void Progress(ProgressRecord progress);

    /// <summary>Whether it may be done: false with -WhatIf, which says it only, and where a person says no.</summary>
    bool ShouldProcess(string target, string action);
}
