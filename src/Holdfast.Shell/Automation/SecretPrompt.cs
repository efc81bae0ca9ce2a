using System.Security;

namespace Holdfast.Shell.Automation;

/// <summary>Asks for a secret without showing it; where input is not a terminal, its next line is taken.</summary>
internal static class SecretPrompt
{
    /// <summary>An account and its password.</summary>
    internal static PSCredential AskCredential(string? account = null)
    {
        if (account is null && !Console.IsInputRedirected) Console.Error.Write("Account: ");
        account ??= Console.In.ReadLine() ?? "";
        return new PSCredential(account, Ask($"Password of {account}"));
    }

    internal static SecureString Ask(string question)
    {
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (var letter in Console.In.ReadLine() ?? "") secret.AppendChar(letter);
            return secret;
        }
        Console.Error.Write(question + ": ");
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace && !char.IsControl(key.KeyChar)) secret.AppendChar(key.KeyChar);
            else if (secret.Length > 0) secret.RemoveAt(secret.Length - 1);
        }
        Console.Error.WriteLine();
        return secret;
    }
}
