using System.Text;
using Holdfast.Contracts.Connection;

namespace Holdfast.CommandLine;

/// <summary>Asks for a password without showing it; where input is not a terminal, its next line is taken.</summary>
internal static class PasswordPrompt
{
    internal static string Ask(string question)
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        Console.Error.Write(question + ": ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace && !char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }

    /// <summary>From a file where one is named, otherwise by asking; a new password is asked for twice on a terminal.</summary>
    internal static string New(string? file)
    {
        if (file is not null) return SecretFile.Read(file);
        var password = Ask("New password");
        if (!Console.IsInputRedirected && Ask("The same again") != password)
            throw new Contracts.Errors.HoldfastException(Contracts.Errors.ErrorCode.BadRequest, "The two passwords are not the same.", "Run the command again.");
        return password;
    }
}
