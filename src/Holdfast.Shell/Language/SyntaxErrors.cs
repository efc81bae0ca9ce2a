using Holdfast.Contracts.Errors;

namespace Holdfast.Shell.Language;

/// <summary>What is not understood, and where it would be.</summary>
internal static class SyntaxErrors
{
    /// <param name="what">Such as "A loop".</param>
    internal static HoldfastException NotHere(string what, int line) => new(
        ErrorCode.BadRequest, $"Line {line}: {what} is not part of this shell's language, which is commands, pipelines, variables and their properties.",
        "PowerShell runs whole scripts with the same cmdlets: `holdfast shell --module DIR` writes the module for it.");

    internal static HoldfastException Unexpected(string what, int line) => new(ErrorCode.BadRequest, $"Line {line}: {what}", "See `help` for what this shell understands.");
}
