using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Applications;

/// <summary>GET, PUT, DELETE credentials. No answer holds a password.</summary>
internal sealed class CredentialRoutes(CredentialRegistry credentials)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("credentials", ApplicationsJson.Default.CredentialList, _ => credentials.List());
        routes.Put("credentials", ApplicationsJson.Default.SetCredentialRequest, ApplicationsJson.Default.CredentialInfo, (request, call) =>
        {
            call.Subject = $"{request.User} for {request.Target}";
            return credentials.Set(request);
        });
        routes.Delete("credentials", ApiJson.Default.Acknowledgement, call =>
        {
            var target = call.Required("target");
            call.Subject = target;
            credentials.Remove(target);
            return new Acknowledgement(true, target);
        }).Takes(ApiParameter.Required("target", "as it was set"));
    }
}
