namespace Holdfast.Commands.Accounts;

/// <summary>Who is signed in where.</summary>
internal sealed record LoginResult(string Server, string Name, string Role, DateTimeOffset Expires);
