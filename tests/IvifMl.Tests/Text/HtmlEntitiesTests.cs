namespace IvifMl.Tests.Text;

/// <summary>Expected values are what Python's <c>html.unescape</c> gives.</summary>
public sealed class HtmlEntitiesTests
{
    [Theory]
    [InlineData("fish &amp; chips &lt;b&gt;", "fish & chips <b>")]
    [InlineData("5 &gt 3 &AMP x", "5 > 3 & x")]
    [InlineData("&notanentity", "¬anentity")]
    [InlineData("&notin;", "∉")]
    [InlineData("&aposx &apos;", "&aposx '")]
    [InlineData("&#65;&#x42;&#X43&#100", "ABCd")]
    [InlineData("&#0;&#xD800;&#99999999999;", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("&#150;&#128;", "–€")]
    [InlineData("[&#1;&#xFFFF;]", "[]")]
    [InlineData("& &; &# &#x; &unknown; a&", "& &; &# &#x; &unknown; a&")]
    [InlineData("&&amp;&hellip", "&&&hellip")]
    public void Entities(string text, string expected) => Assert.Equal(expected, HtmlEntities.Unescape(text));
}
