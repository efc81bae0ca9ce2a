using Holdfast.Contracts.Errors;

namespace Holdfast.Shell.Binding;

/// <summary>Errors of who typed a command.</summary>
internal static class Usage
{
    internal static HoldfastException Wrong(string message, string remedy) => new(ErrorCode.BadRequest, message, remedy);

    /// <param name="command">Whose help tells more.</param>
    internal static HoldfastException WrongFor(string command, string message) => Wrong($"{command}: {message}", $"See `holdfast {command} --help`, in the shell `help {command}`.");
}
