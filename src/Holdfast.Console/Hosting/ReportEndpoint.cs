using System.Globalization;
using System.Text;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Hosting;

/// <summary>Lets a browser save a report as a file, in the name of the session.</summary>
internal static class ReportEndpoint
{
    /// <summary>Address of a file, without what it is to cover.</summary>
    internal static string Address(string kind, string format) => $"/reports/{Uri.EscapeDataString(kind)}/file/{format}";

    internal static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/reports/{kind}/file/{format}", Send).RequireAuthorization();

    private static async Task Send(HttpContext context)
    {
        var (kind, format) = ((string)context.Request.RouteValues["kind"]!, (string)context.Request.RouteValues["format"]!);
        if (!ReportKinds.All.Contains(kind) || !ReportFormats.All.Contains(format))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var place = context.RequestServices.GetRequiredService<ConsolePlace>();
        using var client = context.RequestServices.GetRequiredService<ApiConnections>().Client(SessionCookie.TokenIn(context.Request, place), context.Connection.RemoteIpAddress);
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        try
        {
            var file = await client.Reports.File(kind, format, Query(context.Request.Query), context.RequestAborted);
            response.ContentType = format == ReportFormats.Pdf ? "application/pdf" : "text/csv; charset=utf-8";
            response.ContentLength = file.Length;
            response.Headers.ContentDisposition = $"attachment; filename=\"holdfast-{kind}.{format}\"";
            await response.Body.WriteAsync(file, context.RequestAborted);
        }
        catch (HoldfastException failure) when (!response.HasStarted)
        {
            response.StatusCode = ErrorCatalog.Get(failure.Code).HttpStatus;
            response.ContentType = "text/plain; charset=utf-8";
            response.ContentLength = null;
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(Text.VisibleText.Of($"{failure.Message} {failure.Remedy} (error {(int)failure.Code})")), context.RequestAborted);
        }
    }

    private static ReportQuery Query(IQueryCollection query)
    {
        string? One(string name) => query[name] is [{ Length: > 0 and <= 4096 } value] ? value : null;
        DateTimeOffset? Time(string name) => DateTimeOffset.TryParse(One(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        return new ReportQuery(Time("from"), Time("to"), One("group"), One("server"), One("zone"));
    }
}
