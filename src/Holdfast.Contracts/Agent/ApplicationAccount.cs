using Google.Protobuf;

namespace Holdfast.Contracts.Agent;

/// <summary>Never shown: the text of every message that holds it leaves user and password out.</summary>
public sealed partial class ApplicationAccount : ICustomDiagnosticMessage
{
    public string ToDiagnosticString() => "{ }";
}
