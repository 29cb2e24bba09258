package hwlive

import (
	"math"
	"strings"
	"unsafe"
)

// cText is a text as C reads it.
func cText(text, name string) (*byte, error) {
	if strings.Contains(text, "\x00") { // C would read the text up to there, and use something else.
		return nil, invalidArgument(name + " has a NUL character in it")
	}
	return &append([]byte(text), 0)[0], nil
}

// cTextOrNil is a text as C reads it; nil if there is none.
func cTextOrNil(text *string, name string) (*byte, error) {
	if text == nil {
		return nil, nil
	}
	return cText(*text, name)
}

// cTexts are several texts, each with its name after it.
func cTexts(textsAndNames ...string) ([]*byte, error) {
	var made []*byte
	for i := 0; i < len(textsAndNames); i += 2 {
		text, err := cText(textsAndNames[i], textsAndNames[i+1])
		if err != nil {
			return nil, err
		}
		made = append(made, text)
	}
	return made, nil
}

// goText is a text of C; nil if there is none.
func goText(p *byte) *string {
	if p == nil {
		return nil
	}
	length := 0
	for *(*byte)(unsafe.Add(unsafe.Pointer(p), length)) != 0 {
		length++
	}
	text := string(unsafe.Slice(p, length))
	return &text
}

func textOrEmpty(p *byte) string {
	if text := goText(p); text != nil {
		return *text
	}
	return ""
}

// unixTime is a time of C; nil if it is absent or not understood.
func unixTime(seconds int64) *int64 {
	if seconds == math.MinInt64 {
		return nil
	}
	return &seconds
}

// number is a number of C that is not negative; nil if it is absent.
func number(value int64) *int64 {
	if value < 0 {
		return nil
	}
	return &value
}
