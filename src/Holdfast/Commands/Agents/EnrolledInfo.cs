namespace Holdfast.Commands.Agents;

/// <summary>What `agent enroll` has done.</summary>
internal sealed record EnrolledInfo(string AgentId, string Name, string Server, DateTimeOffset CertificateEnds);
