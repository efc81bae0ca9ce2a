using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Server.Hosting;
using Holdfast.Server.Status;

namespace Holdfast.Server.Setup.Hosting;

/// <summary>The routes of a setup, before there is a server.</summary>
internal sealed class SetupRoutes(SetupDesk desk, SetupSessions sessions)
{
    internal void Map(ApiRouter routes, Action shutdown)
    {
        routes.Get("ready", ApiJson.Default.ReadyInfo, _ => new ReadyInfo(true, StatusRoutes.Version) { IsSetup = true });
        routes.Post("session", SetupJson.Default.LinkSignIn, AccountJson.Default.SignedIn, (request, _) => sessions.SignIn(request.Link));
        routes.Get("session", AccountJson.Default.CallerInfo, call => new CallerInfo(call.Caller.Name, RoleNames.Of(call.Caller.Role), [], []));
        routes.Delete("session", ApiJson.Default.Acknowledgement, SignOut);
        routes.Post("session/link", SetupJson.Default.SetupLink, _ => sessions.LaterLink());
        routes.Get("setup", SetupJson.Default.SetupState, _ => desk.State());
        routes.PostAsync("setup/checks", SetupJson.Default.SetupChecks, call => desk.Check(call.Aborted));
        routes.Put("setup/answers", SetupJson.Default.SetupAnswers, SetupJson.Default.SetupState, (answers, _) => desk.Save(answers));
        routes.Post("setup/catalog-test", SetupJson.Default.CatalogChoice, SetupJson.Default.CatalogTest, (choice, _) => desk.TestCatalog(choice));
        routes.Post("setup/scratch", SetupJson.Default.ScratchQuestion, SetupJson.Default.ScratchAnswer, (question, _) => desk.Scratch(question));
        routes.Post("setup/totp", AccountJson.Default.TotpEnrollment, _ => desk.EnrollTotp());
        routes.Post("setup/totp/confirm", AccountJson.Default.ConfirmTotpRequest, ApiJson.Default.Acknowledgement, (request, _) => desk.ProveTotp(request));
        routes.Delete("setup/totp", ApiJson.Default.Acknowledgement, _ => desk.ForgetTotp());
        routes.Post("setup/install", SetupJson.Default.InstallRequest, SetupJson.Default.SetupState, (request, _) => desk.Install(request));
        routes.Get("disks/candidates", SetupJson.Default.DiskCandidates, _ => desk.Candidates());
        routes.Post("shutdown", ApiJson.Default.Acknowledgement, call =>
        {
            call.Afterwards(shutdown);
            return new Acknowledgement(true);
        });
    }

    private Acknowledgement SignOut(ApiCall call)
    {
        if (call.Caller.SessionHash is { } hash) sessions.End(hash);
        return new Acknowledgement(true);
    }
}
