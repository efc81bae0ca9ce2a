using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>A file that an address answers with.</summary>
/// <param name="Name">What it is saved as: a plain name of ASCII letters, digits, dots, and hyphens.</param>
internal sealed record ApiFile(string Name, byte[]? Content, string? Path = null)
{
    /// <summary>A file that lies on disk and does not change.</summary>
    internal static ApiFile At(string name, string path) => new(name, null, path);

    internal async Task Send(HttpContext context, string contentType)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{Name}\"";
        if (Path is not null)
        {
            response.ContentLength = new FileInfo(Path).Length;
            await response.SendFileAsync(Path, context.RequestAborted);
            return;
        }
        response.ContentLength = Content!.Length;
        await response.Body.WriteAsync(Content, context.RequestAborted);
    }
}
