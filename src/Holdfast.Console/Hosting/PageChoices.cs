using Holdfast.Console.Text;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Console.Hosting;

/// <summary>What a browser wants a page to be like, known before the page is painted.</summary>
public static class PageChoices
{
    /// <summary>auto, light, dark.</summary>
    public static string Theme(HttpRequest request) => request.Cookies["holdfast-theme"] is "light" or "dark" ? request.Cookies["holdfast-theme"]! : "auto";

    /// <summary>Tag of a language that there are texts in: the chosen one, otherwise the first that the browser names.</summary>
    public static string Language(HttpRequest request)
    {
        var texts = new Texts();
        texts.Choose([request.Cookies["holdfast-language"] ?? "", .. request.Headers.AcceptLanguage.ToString().Split(',', 10)]);
        return texts.Language;
    }
}
