using Grpc.Core;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents.Enrolling;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>The one call that needs no certificate.</summary>
internal sealed class EnrollmentService(Enroller enroller) : Enrollment.EnrollmentBase
{
    public override Task<EnrollReply> Enroll(EnrollRequest request, ServerCallContext context) => Task.FromResult(enroller.Enroll(request, context.Peer));
}
