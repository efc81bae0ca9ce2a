using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Agent.Enrolling;

/// <summary>The identity of an enrolled agent.</summary>
/// <param name="Name">Of the production server, as the backup server knows it.</param>
/// <param name="Server">Address of the server's agent port.</param>
/// <param name="Certificate">With its key.</param>
/// <param name="Authority">The pinned CA of the server.</param>
public sealed record EnrolledAgent(string AgentId, string Name, Uri Server, X509Certificate2 Certificate, X509Certificate2 Authority);
