using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup;

/// <summary>What DIR/setup.json keeps: answers without secrets, and what has been done.</summary>
/// <param name="IsInstalled">The server may run.</param>
/// <param name="IsPassphraseSaved">Somebody has confirmed that the passphrase is kept elsewhere.</param>
/// <param name="IsFinished">Nobody wants to be reminded of what is left.</param>
internal sealed record SetupRecord(SetupAnswers Answers, bool IsInstalled = false, bool IsPassphraseSaved = false, bool IsFinished = false);
