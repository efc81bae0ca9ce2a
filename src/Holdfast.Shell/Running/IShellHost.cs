namespace Holdfast.Shell.Running;

/// <summary>Where commands say what is not their output, and ask whoever sits there.</summary>
internal interface IShellHost
{
    void Error(ErrorRecord error);

    void Warning(string text);

    /// <summary>Of -Verbose and -WhatIf.</summary>
    void Message(string text);

    void Progress(ProgressRecord progress);

    /// <summary>Null: there is nobody to ask.</summary>
    Consent? Ask(string question);
}
