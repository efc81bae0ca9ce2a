using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Agents, enrolment, and what they send.</summary>
internal static class AgentErrors
{
    internal static readonly ErrorInfo[] All =
    [
    ];
}
